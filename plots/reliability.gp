# Success at the rules of thumb of the paper
# Run from the folder above: gnuplot plots/reliability.gp
# Measured by the conditional estimator, with 95% intervals, at
# d = 8k ln N (threshold), 4k ln kN (topk), 1.3 k log_2(eN/k) (mp).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/reliability.csv'

set style fill transparent solid 0.18 noborder
set bars 0.6
set grid back linecolor '#dddddd' linewidth 0.6
set tics nomirror
set border 3
set key spacing 1.05 samplen 2 font ',11'

do for [format in 'svg png pdf'] {
  if (format eq 'svg') { set terminal svg size 780,530 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 1560,1060 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 7.80in,5.30in enhanced font 'Helvetica,11' background 'white' }
  set output 'plots/reliability.'.format
  set multiplot layout 1,1 title 'Success at the rules of thumb of the paper' font ',17' margins screen 0.1026, 0.9692, 0.2402, 0.8585 spacing screen 0.1218, 0.1981

  set label 1 'Measured by the conditional estimator, with 95% intervals, at' at screen 0.5,0.0968 center font ',11' textcolor '#444444'
  set label 2 'd = 8k ln N (threshold), 4k ln kN (topk), 1.3 k log_2(eN/k) (mp).' at screen 0.5,0.0591 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'codewords N (k = 16, 64, 256, 256)'
  set logscale x 2
  set xrange [2048:33554432]
  set format x '2^{%L}'
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0.5:1.01]
  set format y '%h'
  set key bottom right
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold' ? column('N') : NaN):(strcol('decoder') eq 'threshold' ? column('success') : NaN):(strcol('decoder') eq 'threshold' ? column('success_low') : NaN):(strcol('decoder') eq 'threshold' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'threshold' ? column('N') : NaN):(strcol('decoder') eq 'threshold' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointtype 7 pointsize 0.75 title 'threshold', \
    measured using (strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 title 'topk', \
    measured using (strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 title 'mp'

  unset multiplot
  unset label
  set output
}
# drawn from results/reliability.csv with the content 7dbc733c00a4c7f9
