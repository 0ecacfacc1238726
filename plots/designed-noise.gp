# Fraction of capacity in noise, N = 2^{16}
# Run from the folder above: gnuplot plots/designed-noise.gp
# Symbols: measured at p = 0.5, with 95% intervals. Capacity: 1/2 log_2(1 + SNR).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/designed-noise.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/designed-noise'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1200,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2400,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 12.00in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 9.60in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,2 title 'Fraction of capacity in noise, N = 2^{16}' font ',17' margins screen 0.0733, 0.9800, 0.1902, 0.8468 spacing screen 0.0792, 0.2072

  set label 1 'Symbols: measured at p = 0.5, with 95% intervals. Capacity: 1/2 log_2(1 + SNR).' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title 'random signs' font ',14'
  set xlabel 'signal to noise ratio'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'share of the capacity'
  unset logscale y
  set yrange [0:1]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('k')/column('noise') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('bits_per_dimension')/(0.5*log(1+column('k')/column('noise'))/log(2)) : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_low')/(0.5*log(1+column('k')/column('noise'))/log(2)) : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_high')/(0.5*log(1+column('k')/column('noise'))/log(2)) : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('k')/column('noise') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('bits_per_dimension')/(0.5*log(1+column('k')/column('noise'))/log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp'

  unset label
  set title 'staircase' font ',14'
  set xlabel 'signal to noise ratio'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'share of the capacity'
  unset logscale y
  set yrange [0:1]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('ensemble') eq 'staircase' && strcol('decoder') eq 'amp' ? 0.6*column('k')/column('noise') : NaN):(strcol('ensemble') eq 'staircase' && strcol('decoder') eq 'amp' ? column('bits_per_dimension')/(0.5*log(1+0.6*column('k')/column('noise'))/log(2)) : NaN):(strcol('ensemble') eq 'staircase' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_low')/(0.5*log(1+0.6*column('k')/column('noise'))/log(2)) : NaN):(strcol('ensemble') eq 'staircase' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_high')/(0.5*log(1+0.6*column('k')/column('noise'))/log(2)) : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('ensemble') eq 'staircase' && strcol('decoder') eq 'amp' ? 0.6*column('k')/column('noise') : NaN):(strcol('ensemble') eq 'staircase' && strcol('decoder') eq 'amp' ? column('bits_per_dimension')/(0.5*log(1+0.6*column('k')/column('noise'))/log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp'

  unset multiplot
  unset label
  set output
}
# drawn from results/designed-noise.csv with the content d6941e63ec703723
