# One of N symbols in white noise of power P
# Run from the folder above: gnuplot plots/figure3.gp
# Symbols: measured, with 95% intervals. The vertical line is Proposition 3 (large N and P); dashed curves are the converse
# of Proposition 2 (Fano), which no codebook can exceed.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/figure3.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/figure3'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1800,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 3600,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 18.00in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 14.40in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,3 title 'One of N symbols in white noise of power P' font ',17' margins screen 0.0489, 0.9867, 0.2442, 0.8468 spacing screen 0.0528, 0.2072

  set label 1 'Symbols: measured, with 95% intervals. The vertical line is Proposition 3 (large N and P); dashed curves are the converse' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'of Proposition 2 (Fano), which no codebook can exceed.' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title 'Rademacher codewords, P = 16' font ',14'
  set xlabel 'd / (P ln N)'
  unset logscale x
  set xrange [0:5]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  set arrow from first 2.0, graph 0 to first 2.0, graph 1 nohead linecolor '#222222' linewidth 1.4 dashtype 4
  plot \
    (x*16*log(1+1/16.0)/2*log(2**16)+log(2))/log(2**16) <= 1 ? (x*16*log(1+1/16.0)/2*log(2**16)+log(2))/log(2**16) : NaN with lines linecolor '#009E73' linewidth 1.6 dashtype (4,7) title 'Prop. 2, N = 2^{16}', \
    NaN with lines linecolor '#222222' linewidth 1.4 dashtype 4 title 'Prop. 3', \
    measured using (strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '256' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '256' ? column('success') : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '256' ? column('success_low') : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '256' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '256' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '256' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'N = 2^{8}', \
    measured using (strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '4096' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '4096' ? column('success') : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '4096' ? column('success_low') : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '4096' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '4096' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '4096' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'N = 2^{12}', \
    measured using (strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '65536' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '65536' ? column('success') : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '65536' ? column('success_low') : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '65536' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '65536' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('ensemble') eq 'rademacher' && strcol('N') eq '65536' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'N = 2^{16}'

  unset label
  set title 'Rademacher codewords, N = 2^{12}' font ',14'
  set xlabel 'd / (P ln N)'
  unset logscale x
  set xrange [0:5]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  set arrow from first 2.0, graph 0 to first 2.0, graph 1 nohead linecolor '#222222' linewidth 1.4 dashtype 4
  plot \
    (x*1*log(1+1/1.0)/2*log(2**12)+log(2))/log(2**12) <= 1 ? (x*1*log(1+1/1.0)/2*log(2**12)+log(2))/log(2**12) : NaN with lines linecolor '#E69F00' linewidth 1.6 dashtype (4,7) title 'Prop. 2, P = 1', \
    (x*16*log(1+1/16.0)/2*log(2**12)+log(2))/log(2**12) <= 1 ? (x*16*log(1+1/16.0)/2*log(2**12)+log(2))/log(2**12) : NaN with lines linecolor '#0072B2' linewidth 1.6 dashtype (4,7) title 'Prop. 2, P = 16', \
    NaN with lines linecolor '#222222' linewidth 1.4 dashtype 4 title 'Prop. 3', \
    measured using (strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '16' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '16' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '16' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '16' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '16' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '16' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'P = 16', \
    measured using (strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '1' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '1' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '1' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '1' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '1' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '1' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'P = 1', \
    measured using (strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '4' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '4' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '4' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '4' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '4' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('N') eq '4096' && strcol('ensemble') eq 'rademacher' && strcol('noise') eq '4' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'P = 4'

  unset label
  set title 'Three ensembles, N = 2^{8}, P = 16' font ',14'
  set xlabel 'd / (P ln N)'
  unset logscale x
  set xrange [0:5]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  set arrow from first 2.0, graph 0 to first 2.0, graph 1 nohead linecolor '#222222' linewidth 1.4 dashtype 4
  plot \
    NaN with lines linecolor '#222222' linewidth 1.4 dashtype 4 title 'Prop. 3', \
    measured using (strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'rademacher' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'rademacher' ? column('success') : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'rademacher' ? column('success_low') : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'rademacher' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'rademacher' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'rademacher' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'rademacher', \
    measured using (strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'gaussian' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'gaussian' ? column('success') : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'gaussian' ? column('success_low') : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'gaussian' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'gaussian' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'gaussian' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'gaussian', \
    measured using (strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'sphere' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'sphere' ? column('success') : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'sphere' ? column('success_low') : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'sphere' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'sphere' ? column('d')/(column('noise')*log(column('N'))) : NaN):(strcol('noise') eq '16' && strcol('N') eq '256' && strcol('ensemble') eq 'sphere' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'sphere'

  unset multiplot
  unset label
  set output
}
# drawn from results/figure3.csv with the content 2a99a2a184fcfd44
