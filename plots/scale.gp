# Bits per dimension against N at p = 0.5
# Run from the folder above: gnuplot plots/scale.gp
# Symbols: measured, with 95% intervals (conditional estimator). Lines without symbols: theory.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/scale.csv'
theory = 'results/scale.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/scale'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 2050,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 4100,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 20.50in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 16.40in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,3 title 'Bits per dimension against N at p = 0.5' font ',17' margins screen 0.0429, 0.8663, 0.1902, 0.8468 spacing screen 0.0463, 0.2072

  set label 1 'Symbols: measured, with 95% intervals (conditional estimator). Lines without symbols: theory.' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title 'k = 8' font ',14'
  set xlabel 'codewords N'
  set logscale x 2
  set xrange [2048:4e18]
  set format x '2^{%L}'
  set xtics (4096, 1048576, 1073741824, 1099511627776, 1125899906842624, 1152921504606846976)
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:1.8]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.8722,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '8' ? column('N') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '8' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) title 'amp: state evolution', \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '8' ? column('N') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '8' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (10,3,2,3,2,3) title 'bp: statistical dimension', \
    theory using (strcol('curve') eq 'one_step_syndrome' && strcol('k') eq '8' ? column('N') : NaN):(strcol('curve') eq 'one_step_syndrome' && strcol('k') eq '8' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (5,3) title 'topk+syndrome: Gaussian', \
    theory using (strcol('curve') eq 'syndrome_rule' && strcol('k') eq '8' ? column('N') : NaN):(strcol('curve') eq 'syndrome_rule' && strcol('k') eq '8' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (26,6) title 'syndrome: k log_2 N', \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp', \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp'

  unset label
  set title 'k = 64' font ',14'
  set xlabel 'codewords N'
  set logscale x 2
  set xrange [2048:4e18]
  set format x '2^{%L}'
  set xtics (4096, 1048576, 1073741824, 1099511627776, 1125899906842624, 1152921504606846976)
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:1.8]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '64' ? column('N') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '64' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '64' ? column('N') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '64' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (10,3,2,3,2,3) notitle, \
    theory using (strcol('curve') eq 'one_step_syndrome' && strcol('k') eq '64' ? column('N') : NaN):(strcol('curve') eq 'one_step_syndrome' && strcol('k') eq '64' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (5,3) notitle, \
    theory using (strcol('curve') eq 'syndrome_rule' && strcol('k') eq '64' ? column('N') : NaN):(strcol('curve') eq 'syndrome_rule' && strcol('k') eq '64' ? column('bits_per_dimension') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (26,6) notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle

  unset label
  set title 'k = N^{0.133}' font ',14'
  set xlabel 'codewords N'
  set logscale x 2
  set xrange [2048:4e18]
  set format x '2^{%L}'
  set xtics (4096, 1048576, 1073741824, 1099511627776, 1125899906842624, 1152921504606846976)
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:1.8]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'amp_state_evolution' && (strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') ? column('N') : NaN):(strcol('curve') eq 'amp_state_evolution' && (strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && (strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') ? column('N') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && (strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (10,3,2,3,2,3) notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/scale.csv with the content dfd9150ed3567625
# drawn from results/scale.theory.csv with the content c92c1e93579cba40
