# Inverse capacity of one-step methods
# Run from the folder above: gnuplot plots/figure6.gp
# Symbols: measured d*/H for top-k, with 95% intervals (filled p = 0.9, hollow p = 0.5; conditional estimator).
# Line: κ(ε)/(1-ε), the limit of large N by Proposition 5.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/figure6.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/figure6'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 780,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 1560,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 7.80in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 6.24in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,1 title 'Inverse capacity of one-step methods' font ',17' margins screen 0.1128, 0.9692, 0.2442, 0.8468 spacing screen 0.1218, 0.2072

  set label 1 'Symbols: measured d*/H for top-k, with 95% intervals (filled p = 0.9, hollow p = 0.5; conditional estimator).' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'Line: κ(ε)/(1-ε), the limit of large N by Proposition 5.' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'ε = ln k / ln N'
  unset logscale x
  set xrange [0:0.6]
  set format x '%h'
  set xtics autofreq
  set ylabel 'dimensions per nat d*/H'
  unset logscale y
  set yrange [0:14]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    2*(1+sqrt(x))**2/(1-x) with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (14,5) title 'κ(ε)/(1-ε)', \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'p = 0.9, N = 2^{10}', \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'p = 0.9, N = 2^{20}', \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'p = 0.9, N = 2^{40}', \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'p = 0.5, N = 2^{10}', \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 title 'p = 0.5, N = 2^{20}', \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 8 title 'p = 0.5, N = 2^{40}'

  unset multiplot
  unset label
  set output
}
# drawn from results/figure6.csv with the content 9754a7a2cc9deb6a
