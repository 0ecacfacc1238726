# Past two bits per dimension
# Run from the folder above: gnuplot plots/designed.gp
# Symbols: measured at p = 0.5, with 95% intervals, N = 2^{16}. Lines: theory. Grey: impossible for any decoder of a random dictionary
# at p = 0.5 (strong counting converse); the staircase has a limit of its own.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/designed.csv'
theory = 'results/designed.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/designed'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1177,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2354,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 11.77in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 9.41in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,1 title 'Past two bits per dimension' font ',17' margins screen 0.0748, 0.6423, 0.2442, 0.8468 spacing screen 0.0807, 0.2072

  set label 1 'Symbols: measured at p = 0.5, with 95% intervals, N = 2^{16}. Lines: theory. Grey: impossible for any decoder of a random dictionary' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'at p = 0.5 (strong counting converse); the staircase has a limit of its own.' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:6.5]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.6525,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_strong' ? column('k') : NaN):(strcol('curve') eq 'counting_strong' ? column('bits_per_dimension') : NaN) with filledcurves x2 fillcolor '#999999' fillstyle transparent solid 0.25 noborder title 'impossible', \
    theory using (strcol('curve') eq 'counting_strong' ? column('k') : NaN):(strcol('curve') eq 'counting_strong' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) notitle, \
    theory using (strcol('curve') eq 'ml_union_bound' ? column('k') : NaN):(strcol('curve') eq 'ml_union_bound' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (5,3) title 'achievable by maximum likelihood (union bound)', \
    theory using (strcol('curve') eq 'staircase_counting_strong' ? column('k') : NaN):(strcol('curve') eq 'staircase_counting_strong' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (8,8) title 'staircase: limit (strong counting)', \
    theory using (strcol('curve') eq 'staircase_ml' ? column('k') : NaN):(strcol('curve') eq 'staircase_ml' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (20,3,2,3,2,3,2,3) title 'staircase: achievable by maximum likelihood', \
    theory using (strcol('curve') eq 'amp_state_evolution' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) title 'amp, rademacher: state evolution', \
    theory using (strcol('curve') eq 'one_step_syndrome' ? column('k') : NaN):(strcol('curve') eq 'one_step_syndrome' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (5,3) title 'one step with finish: Gaussian prediction', \
    theory using (strcol('curve') eq 'syndrome_rule' ? column('k') : NaN):(strcol('curve') eq 'syndrome_rule' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (26,6) title 'syndrome: k log_2 N', \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp, rademacher', \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 14 title 'amp, staircase', \
    measured using (strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN) with linespoints dashtype (2,3) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 title 'topk+syndrome, bch', \
    measured using (strcol('decoder') eq 'threshold:map+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'threshold:map+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'threshold:map+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'threshold:map+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'threshold:map+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'threshold:map+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'threshold:map+syndrome, bch', \
    measured using (strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN) with linespoints dashtype (2,3) linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 8 title 'mp+syndrome, bch', \
    measured using (strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN) with linespoints dashtype (2,3) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'syndrome, bch', \
    measured using (strcol('decoder') eq 'topk' && strcol('ensemble') eq 'rademacher' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'topk' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'topk' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' && strcol('ensemble') eq 'rademacher' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk, rademacher', \
    measured using (strcol('decoder') eq 'mp' && strcol('ensemble') eq 'rademacher' ? column('k') : NaN):(strcol('decoder') eq 'mp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'mp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension_low') : NaN):(strcol('decoder') eq 'mp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp' && strcol('ensemble') eq 'rademacher' ? column('k') : NaN):(strcol('decoder') eq 'mp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp, rademacher'

  unset multiplot
  unset label
  set output
}
# drawn from results/designed.csv with the content 6f705da8dba80eb7
# drawn from results/designed.theory.csv with the content 85b050ff784c7276
