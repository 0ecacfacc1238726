# Bits per dimension at the frontier
# Run from the folder above: gnuplot plots/frontier.gp
# Symbols: measured at p = 0.5, with 95% intervals. Lines: theory. Grey: impossible for any decoder of a random dictionary (strong counting converse).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/frontier.csv'
theory = 'results/frontier.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/frontier'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1597,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 3194,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 15.97in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 12.77in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,2 title 'Bits per dimension at the frontier' font ',17' margins screen 0.0551, 0.7364, 0.1902, 0.8468 spacing screen 0.0595, 0.2072

  set label 1 'Symbols: measured at p = 0.5, with 95% intervals. Lines: theory. Grey: impossible for any decoder of a random dictionary (strong counting converse).' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title 'N = 2^{18}' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [14:1200]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:7]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.7439,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_strong' && strcol('N') eq '262144' ? column('k') : NaN):(strcol('curve') eq 'counting_strong' && strcol('N') eq '262144' ? column('bits_per_dimension') : NaN) with filledcurves x2 fillcolor '#999999' fillstyle transparent solid 0.25 noborder title 'impossible', \
    theory using (strcol('curve') eq 'counting_strong' && strcol('N') eq '262144' ? column('k') : NaN):(strcol('curve') eq 'counting_strong' && strcol('N') eq '262144' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) notitle, \
    theory using (strcol('curve') eq 'ml_union_bound' && strcol('N') eq '262144' ? column('k') : NaN):(strcol('curve') eq 'ml_union_bound' && strcol('N') eq '262144' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (5,3) title 'achievable by maximum likelihood (union bound)', \
    theory using (strcol('curve') eq 'staircase_counting_strong' && strcol('N') eq '262144' ? column('k') : NaN):(strcol('curve') eq 'staircase_counting_strong' && strcol('N') eq '262144' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (8,8) title 'staircase: limit (strong counting)', \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '262144' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '262144' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) title 'amp, rademacher: state evolution', \
    measured using (strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('k') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('k') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'amp, staircase', \
    measured using (strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('k') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('bits_per_dimension') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('k') : NaN):(strcol('N') eq '262144' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'amp, staircase:1024'

  unset label
  set title 'N = 2^{20}' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [14:1200]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:7]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.7439,0.5820 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_strong' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'counting_strong' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with filledcurves x2 fillcolor '#999999' fillstyle transparent solid 0.25 noborder notitle, \
    theory using (strcol('curve') eq 'counting_strong' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'counting_strong' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) notitle, \
    theory using (strcol('curve') eq 'ml_union_bound' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'ml_union_bound' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (5,3) notitle, \
    theory using (strcol('curve') eq 'staircase_counting_strong' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'staircase_counting_strong' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (8,8) notitle, \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) notitle, \
    theory using (strcol('curve') eq 'one_step_syndrome' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'one_step_syndrome' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (5,3) title 'one step with finish (Gaussian)', \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp, staircase', \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 title 'topk+syndrome, bch'

  unset multiplot
  unset label
  set output
}
# drawn from results/frontier.csv with the content bf3183e3cf40d08d
# drawn from results/frontier.theory.csv with the content 6667b8d980cd4401
