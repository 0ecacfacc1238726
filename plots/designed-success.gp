# P(success) against bits per dimension, N = 2^{16}, k = 256
# Run from the folder above: gnuplot plots/designed-success.gp
# Symbols: measured, with 95% intervals.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/designed-success.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/designed-success'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 988,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 1976,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 9.88in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 7.90in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,1 title 'P(success) against bits per dimension, N = 2^{16}, k = 256' font ',17' margins screen 0.0891, 0.7652, 0.1902, 0.8468 spacing screen 0.0962, 0.2072

  set label 1 'Symbols: measured, with 95% intervals.' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title '' font ',14'
  set xlabel 'bits per dimension H/d'
  unset logscale x
  set xrange [0.6:4]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.7773,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('success') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('success_low') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp, staircase', \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('success') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('success_low') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'staircase:1024' ? column('success') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 14 title 'amp, staircase:1024', \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('success') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('success_low') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'amp' && strcol('ensemble') eq 'rademacher' ? column('success') : NaN) with linespoints dashtype (2,3) linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 14 title 'amp, rademacher', \
    measured using (strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('success') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('success_low') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'topk+syndrome' && strcol('ensemble') eq 'bch' ? column('success') : NaN) with linespoints dashtype (14,4,2,4) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 title 'topk+syndrome, bch', \
    measured using (strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('success') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('success_low') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'mp+syndrome' && strcol('ensemble') eq 'bch' ? column('success') : NaN) with linespoints dashtype (14,4,2,4) linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 8 title 'mp+syndrome, bch', \
    measured using (strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('success') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('success_low') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('bits_per_dimension') : NaN):(strcol('decoder') eq 'syndrome' && strcol('ensemble') eq 'bch' ? column('success') : NaN) with linespoints dashtype (14,4,2,4) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'syndrome, bch'

  unset multiplot
  unset label
  set output
}
# drawn from results/designed-success.csv with the content 681ee7e3fe55ec63
