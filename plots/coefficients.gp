# What unequal coefficients cost, N = 4096
# Run from the folder above: gnuplot plots/coefficients.gp
# Symbols: measured at p = 0.5, with 95% intervals. Dashed: state evolution for each law.
# The counting converse holds for unit coefficients: a continuous law's amplitudes carry information of their own.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/coefficients.csv'
theory = 'results/coefficients.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/coefficients'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1485,1005 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2970,2010 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 14.85in,10.05in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 11.88in,8.04in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 2,2 title 'What unequal coefficients cost, N = 4096' font ',17' margins screen 0.0593, 0.7919, 0.1394, 0.9154 spacing screen 0.0640, 0.1144

  set label 1 'Symbols: measured at p = 0.5, with 95% intervals. Dashed: state evolution for each law.' at screen 0.5,0.0558 center font ',11' textcolor '#444444'
  set label 2 'The counting converse holds for unit coefficients: a continuous law''s amplitudes carry information of their own.' at screen 0.5,0.0359 center font ',11' textcolor '#444444'
  set title 'amp, its own law' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [3.5:18]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'dimensions per bit d*/H'
  set logscale y 2
  set yrange [0.2:12]
  set format y '2^{%L}'
  set ytics autofreq
  set key default
  set key at screen 0.8000,0.9154 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) title 'counting converse, one', \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with lines linecolor '#0072B2' linewidth 1.6 dashtype (26,6) title 'state evolution, one', \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN) with lines linecolor '#E69F00' linewidth 1.6 dashtype (26,6) title 'state evolution, sign', \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN) with lines linecolor '#009E73' linewidth 1.6 dashtype (26,6) title 'state evolution, uniform:0.5:2', \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'half-normal' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'half-normal' ? column('dimensions_per_bit') : NaN) with lines linecolor '#D55E00' linewidth 1.6 dashtype (26,6) title 'state evolution, half-normal', \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'exponential' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('coefficients') eq 'exponential' ? column('dimensions_per_bit') : NaN) with lines linecolor '#56B4E9' linewidth 1.6 dashtype (26,6) title 'state evolution, exponential', \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'one', \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'sign', \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'uniform:0.5:2', \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'half-normal', \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('k') : NaN):(strcol('decoder') eq 'amp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 title 'exponential'

  unset label
  set title 'omp' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [3.5:18]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'dimensions per bit d*/H'
  set logscale y 2
  set yrange [0.2:12]
  set format y '2^{%L}'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('k') : NaN):(strcol('decoder') eq 'omp' && strcol('target') eq '0.5' && strcol('coefficients') eq 'exponential' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle

  unset label
  set title 'mp:real' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [3.5:18]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'dimensions per bit d*/H'
  set logscale y 2
  set yrange [0.2:12]
  set format y '2^{%L}'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('k') : NaN):(strcol('decoder') eq 'mp:real' && strcol('target') eq '0.5' && strcol('coefficients') eq 'half-normal' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle

  unset label
  set title 'topk (filled) and bp (hollow)' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [3.5:18]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'dimensions per bit d*/H'
  set logscale y 2
  set yrange [0.2:12]
  set format y '2^{%L}'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) notitle, \
    measured using (strcol('decoder') eq 'topk' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'one' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'one' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('decoder') eq 'topk' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'sign' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'sign' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('decoder') eq 'topk' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'uniform:0.5:2' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' && strcol('coefficients') eq 'uniform:0.5:2' ? column('k') : NaN):(strcol('decoder') eq 'topk' && strcol('coefficients') eq 'uniform:0.5:2' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('decoder') eq 'bp' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'one' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'one' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'bp' && strcol('coefficients') eq 'one' ? column('k') : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'one' ? column('dimensions_per_bit') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 notitle, \
    measured using (strcol('decoder') eq 'bp' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'sign' ? column('d_low')/column('entropy_bits') > 0 ? column('d_low')/column('entropy_bits') : 1e-300 : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'sign' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'bp' && strcol('coefficients') eq 'sign' ? column('k') : NaN):(strcol('decoder') eq 'bp' && strcol('coefficients') eq 'sign' ? column('dimensions_per_bit') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/coefficients.csv with the content 710304a6eb344f9f
# drawn from results/coefficients.theory.csv with the content e90bc0542ad8b140
