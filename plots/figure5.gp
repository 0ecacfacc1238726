# Top-k decoding: minimum dimension over k ln N
# Run from the folder above: gnuplot plots/figure5.gp
# Symbols: measured d*(p = 0.5), with 95% intervals (conditional estimator). Lines: Proposition 5, the rule of thumb,
# and the Gaussian model at finite N.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/figure5.csv'
theory = 'results/figure5.theory.csv'

set style fill transparent solid 0.18 noborder
set bars 0.6
set grid back linecolor '#dddddd' linewidth 0.6
set tics nomirror
set border 3
set key spacing 1.05 samplen 2 font ',11'

do for [format in 'svg png pdf'] {
  if (format eq 'svg') { set terminal svg size 1010,530 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2020,1060 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 10.10in,5.30in enhanced font 'Helvetica,11' background 'white' }
  set output 'plots/figure5.'.format
  set multiplot layout 1,1 title 'Top-k decoding: minimum dimension over k ln N' font ',17' margins screen 0.0792, 0.7485, 0.2402, 0.8585 spacing screen 0.0941, 0.1981

  set label 1 'Symbols: measured d*(p = 0.5), with 95% intervals (conditional estimator). Lines: Proposition 5, the rule of thumb,' at screen 0.5,0.0968 center font ',11' textcolor '#444444'
  set label 2 'and the Gaussian model at finite N.' at screen 0.5,0.0591 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'ε = ln k / ln N'
  unset logscale x
  set xrange [0:0.85]
  set format x '%h'
  set ylabel 'd* / (k ln N)'
  unset logscale y
  set yrange [0:8]
  set format y '%h'
  set key outside right top
  unset arrow
  plot \
    2*(1+sqrt(x))**2 with lines linecolor '#222222' linewidth 1.6 dashtype 2 title 'κ(ε) = 2(1+√ε)^2', \
    4*(1+x) with lines linecolor '#222222' linewidth 1.6 dashtype 3 title 'rule of thumb 4(1+ε)', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' ? column('d')/(column('k')*log(column('N'))) : NaN) with lines linecolor '#222222' linewidth 1.6 dashtype 4 title 'Gaussian model, N = 2^{10}', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1048576' ? column('d')/(column('k')*log(column('N'))) : NaN) with lines linecolor '#7a7a7a' linewidth 1.6 dashtype 5 title 'Gaussian model, N = 2^{20}', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1099511627776' ? column('d')/(column('k')*log(column('N'))) : NaN) with lines linecolor '#222222' linewidth 1.6 dashtype (12,4) title 'Gaussian model, N = 2^{40}', \
    measured using (strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1024' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1024' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1024' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1024' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#0072B2' pointtype 7 pointsize 0.75 title 'measured, N = 2^{10}', \
    measured using (strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1048576' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1048576' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1048576' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1048576' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#E69F00' pointtype 5 pointsize 0.75 title 'measured, N = 2^{20}', \
    measured using (strcol('N') eq '1073741824' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1073741824' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1073741824' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1073741824' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1073741824' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1073741824' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#009E73' pointtype 9 pointsize 0.75 title 'measured, N = 2^{30}', \
    measured using (strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1099511627776' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1099511627776' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1099511627776' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 13 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1099511627776' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#D55E00' pointtype 13 pointsize 0.75 title 'measured, N = 2^{40}'

  unset multiplot
  unset label
  set output
}
# drawn from results/figure5.csv with the content dac49bf1ded56b7b
# drawn from results/figure5.theory.csv with the content b0a903540abe8b0d
