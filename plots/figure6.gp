# Inverse capacity of one-step methods
# Run from the folder above: gnuplot plots/figure6.gp
# Symbols: measured d*/H for top-k, with 95% intervals (filled p = 0.9, hollow p = 0.5; conditional estimator).
# Line: κ(ε)/(1-ε), the limit of large N by Proposition 5.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/figure6.csv'

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
  set output 'plots/figure6.'.format
  set multiplot layout 1,1 title 'Inverse capacity of one-step methods' font ',17' margins screen 0.1026, 0.9692, 0.2402, 0.8585 spacing screen 0.1218, 0.1981

  set label 1 'Symbols: measured d*/H for top-k, with 95% intervals (filled p = 0.9, hollow p = 0.5; conditional estimator).' at screen 0.5,0.0968 center font ',11' textcolor '#444444'
  set label 2 'Line: κ(ε)/(1-ε), the limit of large N by Proposition 5.' at screen 0.5,0.0591 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'ε = ln k / ln N'
  unset logscale x
  set xrange [0:0.6]
  set format x '%h'
  set ylabel 'dimensions per nat d*/H'
  unset logscale y
  set yrange [0:14]
  set format y '%h'
  set key top left
  unset arrow
  plot \
    2*(1+sqrt(x))**2/(1-x) with lines linecolor '#222222' linewidth 1.6 dashtype 2 title 'κ(ε)/(1-ε)', \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointtype 7 pointsize 0.75 title 'p = 0.9, N = 2^{10}', \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 title 'p = 0.9, N = 2^{20}', \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.9' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 title 'p = 0.9, N = 2^{40}', \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 12 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1024' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype 2 linewidth 1.3 linecolor '#D55E00' pointtype 12 pointsize 0.75 title 'p = 0.5, N = 2^{10}', \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 10 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1048576' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype 2 linewidth 1.3 linecolor '#56B4E9' pointtype 10 pointsize 0.75 title 'p = 0.5, N = 2^{20}', \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d_low')/(column('entropy_bits')*log(2)) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d_high')/(column('entropy_bits')*log(2)) : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 3 pointsize 0.01 notitle, \
    measured using (strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('target') eq '0.5' && strcol('N') eq '1099511627776' ? column('d')/(column('entropy_bits')*log(2)) : NaN) with linespoints dashtype 2 linewidth 1.3 linecolor '#CC79A7' pointtype 3 pointsize 0.75 title 'p = 0.5, N = 2^{40}'

  unset multiplot
  unset label
  set output
}
# drawn from results/figure6.csv with the content 6cafc031741280be
