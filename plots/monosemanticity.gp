# Purity: the share of its strongest class in what a unit does
# Run from the folder above: gnuplot plots/monosemanticity.gp
# Means over the live units of ten classifiers, 95% intervals over classifiers.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/monosemanticity.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/monosemanticity'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1200,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2400,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 12.00in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 9.60in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,2 title 'Purity: the share of its strongest class in what a unit does' font ',17' margins screen 0.0733, 0.9800, 0.1902, 0.8468 spacing screen 0.0792, 0.2072

  set label 1 'Means over the live units of ten classifiers, 95% intervals over classifiers.' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title 'purity against the penalty' font ',14'
  set xlabel 'coefficient of the L1 penalty'
  set logscale x 10
  set xrange [0.00892857:5.6]
  set format x '%g'
  set xtics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
  set ylabel 'mean purity'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('units') eq 'neurons' ? column('lambda') : NaN):(strcol('units') eq 'neurons' ? column('purity') : NaN):(strcol('units') eq 'neurons' ? column('purity_low') : NaN):(strcol('units') eq 'neurons' ? column('purity_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('units') eq 'neurons' ? column('lambda') : NaN):(strcol('units') eq 'neurons' ? column('purity') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'neurons', \
    measured using (strcol('units') eq 'latents' ? column('lambda') : NaN):(strcol('units') eq 'latents' ? column('purity') : NaN):(strcol('units') eq 'latents' ? column('purity_low') : NaN):(strcol('units') eq 'latents' ? column('purity_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('units') eq 'latents' ? column('lambda') : NaN):(strcol('units') eq 'latents' ? column('purity') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'latents', \
    measured using (strcol('units') eq 'directions' ? column('lambda') : NaN):(strcol('units') eq 'directions' ? column('purity') : NaN):(strcol('units') eq 'directions' ? column('purity_low') : NaN):(strcol('units') eq 'directions' ? column('purity_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('units') eq 'directions' ? column('lambda') : NaN):(strcol('units') eq 'directions' ? column('purity') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'directions'

  unset label
  set title 'active latents and what they leave unexplained' font ',14'
  set xlabel 'active latents of a point (L0)'
  set logscale x 10
  set xrange [3.13839:32.8068]
  set format x '%g'
  set xtics (5, 10, 20)
  set ylabel 'fraction of variance unexplained'
  unset logscale y
  set yrange [0:*]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('units') eq 'latents' && strcol('M') eq '64' ? column('l0') : NaN):(strcol('units') eq 'latents' && strcol('M') eq '64' ? column('fvu') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'sae:relu, M = 64'

  unset multiplot
  unset label
  set output
}
# drawn from results/monosemanticity.csv with the content 694b2a81f26770ee
