# The maximum sparsity k* at N = 2^{16}
# Run from the folder above: gnuplot plots/sparsity.gp
# Symbols: measured, with 95% intervals; hollow at p = 0.9. Lines: theory, inverted. Grey: impossible for any decoder at p = 0.5 (strong counting converse).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/sparsity.csv'
theory = 'results/sparsity.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/sparsity'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1457,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2914,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 14.57in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 11.65in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,2 title 'The maximum sparsity k* at N = 2^{16}' font ',17' margins screen 0.0604, 0.8071, 0.1902, 0.8468 spacing screen 0.0652, 0.2072

  set label 1 'Symbols: measured, with 95% intervals; hollow at p = 0.9. Lines: theory, inverted. Grey: impossible for any decoder at p = 0.5 (strong counting converse).' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'dimension d'
  set logscale x 2
  set xrange [100:2400]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'maximum sparsity k*'
  set logscale y 2
  set yrange [*:*]
  set format y '2^{%L}'
  set ytics autofreq
  set key default
  set key at screen 0.8154,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_strong' ? column('d') : NaN):(strcol('curve') eq 'counting_strong' ? column('k') : NaN) with filledcurves x2 fillcolor '#999999' fillstyle transparent solid 0.25 noborder title 'impossible', \
    theory using (strcol('curve') eq 'counting_strong' ? column('d') : NaN):(strcol('curve') eq 'counting_strong' ? column('k') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' ? column('d') : NaN):(strcol('curve') eq 'bp_statistical_dimension' ? column('k') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (10,3,2,3,2,3) title 'statistical dimension (bp)', \
    theory using (strcol('curve') eq 'amp_state_evolution' ? column('d') : NaN):(strcol('curve') eq 'amp_state_evolution' ? column('k') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) title 'state evolution (amp)', \
    theory using (strcol('curve') eq 'mp_rule' ? column('d') : NaN):(strcol('curve') eq 'mp_rule' ? column('k') : NaN) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (2,3) title 'the paper''s rule (mp)', \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('k_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('k_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp', \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('k_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp', \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('k_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp', \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('k_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 title 'bp', \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('k_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('k') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('k_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('k') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 8 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('k_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('k') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 12 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('k_low') > 0 ? column('k_low') : 1e-300 : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('k_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('k') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 14 notitle

  unset label
  set title '' font ',14'
  set xlabel 'dimension d'
  set logscale x 2
  set xrange [100:2400]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'bits per dimension H(N, k*)/d'
  unset logscale y
  set yrange [0:2]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('d') : NaN):(strcol('target') eq '0.5' && strcol('decoder') eq 'bp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 8 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 12 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_low') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('d') : NaN):(strcol('target') eq '0.9' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 14 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/sparsity.csv with the content 324d84442c0ab31d
# drawn from results/sparsity.theory.csv with the content 8e200e27d323ec1d
