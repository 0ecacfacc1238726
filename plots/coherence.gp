# Coherence of Rademacher dictionaries
# Run from the folder above: gnuplot plots/coherence.gp
# Points: measured median over dictionaries, bars from the 5% to the 95% quantile.
# Lines: Proposition 1, which 95% of dictionaries must stay below.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/coherence.csv'
theory = 'results/coherence.theory.csv'

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
  set output 'plots/coherence.'.format
  set multiplot layout 1,1 title 'Coherence of Rademacher dictionaries' font ',17' margins screen 0.1026, 0.9692, 0.2402, 0.8585 spacing screen 0.1218, 0.1981

  set label 1 'Points: measured median over dictionaries, bars from the 5% to the 95% quantile.' at screen 0.5,0.0968 center font ',11' textcolor '#444444'
  set label 2 'Lines: Proposition 1, which 95% of dictionaries must stay below.' at screen 0.5,0.0591 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'dimension d'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set ylabel 'coherence max |⟨f_i, f_j⟩| / d'
  set logscale y 10
  set yrange [0.04:2]
  set format y '%h'
  set key bottom left
  unset arrow
  plot \
    sqrt(2*(2*log(2**8)+log(20))/x) with lines linecolor '#222222' linewidth 1.6 dashtype 2 title 'Prop. 1, N = 2^{8}', \
    sqrt(2*(2*log(2**10)+log(20))/x) with lines linecolor '#222222' linewidth 1.6 dashtype 3 title 'Prop. 1, N = 2^{10}', \
    sqrt(2*(2*log(2**12)+log(20))/x) with lines linecolor '#222222' linewidth 1.6 dashtype 4 title 'Prop. 1, N = 2^{12}', \
    measured using (strcol('N') eq '256' ? column('d') : NaN):(strcol('N') eq '256' ? column('coherence') : NaN):(strcol('N') eq '256' ? column('coherence_low') : NaN):(strcol('N') eq '256' ? column('coherence_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '256' ? column('d') : NaN):(strcol('N') eq '256' ? column('coherence') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointtype 7 pointsize 0.75 title 'measured, N = 2^{8}', \
    measured using (strcol('N') eq '1024' ? column('d') : NaN):(strcol('N') eq '1024' ? column('coherence') : NaN):(strcol('N') eq '1024' ? column('coherence_low') : NaN):(strcol('N') eq '1024' ? column('coherence_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' ? column('d') : NaN):(strcol('N') eq '1024' ? column('coherence') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 title 'measured, N = 2^{10}', \
    measured using (strcol('N') eq '4096' ? column('d') : NaN):(strcol('N') eq '4096' ? column('coherence') : NaN):(strcol('N') eq '4096' ? column('coherence_low') : NaN):(strcol('N') eq '4096' ? column('coherence_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' ? column('d') : NaN):(strcol('N') eq '4096' ? column('coherence') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 title 'measured, N = 2^{12}'

  unset multiplot
  unset label
  set output
}
# drawn from results/coherence.csv with the content ad8db289af29fc88
# drawn from results/coherence.theory.csv with the content e19c4ef91e0da08a
