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

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/coherence'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 780,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 1560,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 7.80in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 6.24in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,1 title 'Coherence of Rademacher dictionaries' font ',17' margins screen 0.1128, 0.9692, 0.2442, 0.8468 spacing screen 0.1218, 0.2072

  set label 1 'Points: measured median over dictionaries, bars from the 5% to the 95% quantile.' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'Lines: Proposition 1, which 95% of dictionaries must stay below.' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'dimension d'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'coherence max |⟨f_i, f_j⟩| / d'
  set logscale y 10
  set yrange [0.04:1]
  set format y '%h'
  set ytics (0.05, 0.1, 0.2, 0.5, 1)
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    sqrt(2*(2*log(2**8)+log(20))/x) with lines linecolor '#0072B2' linewidth 1.6 dashtype (2,3) title 'Prop. 1, N = 2^{8}', \
    sqrt(2*(2*log(2**10)+log(20))/x) with lines linecolor '#E69F00' linewidth 1.6 dashtype (2,3) title 'Prop. 1, N = 2^{10}', \
    sqrt(2*(2*log(2**12)+log(20))/x) with lines linecolor '#009E73' linewidth 1.6 dashtype (2,3) title 'Prop. 1, N = 2^{12}', \
    measured using (strcol('N') eq '256' ? column('d') : NaN):(strcol('N') eq '256' ? column('coherence') : NaN):(strcol('N') eq '256' ? column('coherence_low') : NaN):(strcol('N') eq '256' ? column('coherence_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '256' ? column('d') : NaN):(strcol('N') eq '256' ? column('coherence') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'measured, N = 2^{8}', \
    measured using (strcol('N') eq '1024' ? column('d') : NaN):(strcol('N') eq '1024' ? column('coherence') : NaN):(strcol('N') eq '1024' ? column('coherence_low') : NaN):(strcol('N') eq '1024' ? column('coherence_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' ? column('d') : NaN):(strcol('N') eq '1024' ? column('coherence') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'measured, N = 2^{10}', \
    measured using (strcol('N') eq '4096' ? column('d') : NaN):(strcol('N') eq '4096' ? column('coherence') : NaN):(strcol('N') eq '4096' ? column('coherence_low') : NaN):(strcol('N') eq '4096' ? column('coherence_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' ? column('d') : NaN):(strcol('N') eq '4096' ? column('coherence') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'measured, N = 2^{12}'

  unset multiplot
  unset label
  set output
}
# drawn from results/coherence.csv with the content ad8db289af29fc88
# drawn from results/coherence.theory.csv with the content ffb0b91860c5fa94
