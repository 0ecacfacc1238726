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

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/figure5'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1016,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2032,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 10.16in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 8.12in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,1 title 'Top-k decoding: minimum dimension over k ln N' font ',17' margins screen 0.0866, 0.7441, 0.2442, 0.8468 spacing screen 0.0935, 0.2072

  set label 1 'Symbols: measured d*(p = 0.5), with 95% intervals (conditional estimator). Lines: Proposition 5, the rule of thumb,' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'and the Gaussian model at finite N.' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'ε = ln k / ln N'
  unset logscale x
  set xrange [-0.02:0.85]
  set format x '%h'
  set xtics autofreq
  set ylabel 'd* / (k ln N)'
  unset logscale y
  set yrange [0:8]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.7559,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    x < 0 ? NaN : 2*(1+sqrt(x))**2 with lines linecolor '#6e6e6e' linewidth 1.6 dashtype (14,5) title 'κ(ε) = 2(1+√ε)^2', \
    4*(1+x) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (20,3,2,3,2,3,2,3) title 'rule of thumb 4(1+ε)', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' ? column('d')/(column('k')*log(column('N'))) : NaN) with lines linecolor '#0072B2' linewidth 1.6 dashtype (18,3,5,3) title 'Gaussian model, N = 2^{10}', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1048576' ? column('d')/(column('k')*log(column('N'))) : NaN) with lines linecolor '#E69F00' linewidth 1.6 dashtype (18,3,5,3) title 'Gaussian model, N = 2^{20}', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1073741824' ? log(column('k'))/log(column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1073741824' ? column('d')/(column('k')*log(column('N'))) : NaN) with lines linecolor '#009E73' linewidth 1.6 dashtype (18,3,5,3) title 'Gaussian model, N = 2^{30}', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1099511627776' ? column('d')/(column('k')*log(column('N'))) : NaN) with lines linecolor '#D55E00' linewidth 1.6 dashtype (18,3,5,3) title 'Gaussian model, N = 2^{40}', \
    measured using (strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1024' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1024' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1024' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1024' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'measured, N = 2^{10}', \
    measured using (strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1048576' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1048576' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1048576' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1048576' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'measured, N = 2^{20}', \
    measured using (strcol('N') eq '1073741824' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1073741824' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1073741824' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1073741824' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1073741824' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1073741824' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#009E73' pointsize 0.75 pointtype 9 title 'measured, N = 2^{30}', \
    measured using (strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1099511627776' ? column('d')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1099511627776' ? column('d_low')/(column('k')*log(column('N'))) : NaN):(strcol('N') eq '1099511627776' ? column('d_high')/(column('k')*log(column('N'))) : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1099511627776' ? log(column('k'))/log(column('N')) : NaN):(strcol('N') eq '1099511627776' ? column('d')/(column('k')*log(column('N'))) : NaN) with points linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'measured, N = 2^{40}'

  unset multiplot
  unset label
  set output
}
# drawn from results/figure5.csv with the content 890bfee9edfb7bb3
# drawn from results/figure5.theory.csv with the content 49038a4066176ffe
