# Success at the rules of thumb of the paper
# Run from the folder above: gnuplot plots/reliability.gp
# Measured by the conditional estimator, with 95% intervals, at
# d = 8k ln N (threshold), 4k ln kN (topk), 1.3 k log_2(eN/k) (mp).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/reliability.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/reliability'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 780,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 1560,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 7.80in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 6.24in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,1 title 'Success at the rules of thumb of the paper' font ',17' margins screen 0.1128, 0.9692, 0.2442, 0.8468 spacing screen 0.1218, 0.2072

  set label 1 'Measured by the conditional estimator, with 95% intervals, at' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'd = 8k ln N (threshold), 4k ln kN (topk), 1.3 k log_2(eN/k) (mp).' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'codewords N (k = 16, 64, 256, 256)'
  set logscale x 2
  set xrange [2048:33554432]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0.88:1.005]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold' ? column('N') : NaN):(strcol('decoder') eq 'threshold' ? column('success') : NaN):(strcol('decoder') eq 'threshold' ? column('success_low') : NaN):(strcol('decoder') eq 'threshold' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'threshold' ? column('N') : NaN):(strcol('decoder') eq 'threshold' ? column('success') : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'threshold', \
    measured using (strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN) with points linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN) with points linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp'

  unset multiplot
  unset label
  set output
}
# drawn from results/reliability.csv with the content 6d01ae494270c5b7
