# Eight features in four dimensions: what is counted as recovered, and chance
# Run from the folder above: gnuplot plots/tutorial.gp
# Symbols: measured, 95% intervals over seeds; hollow: random directions in place of what was learned.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/tutorial.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/tutorial'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1800,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 3600,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 18.00in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 14.40in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,3 title 'Eight features in four dimensions: what is counted as recovered, and chance' font ',17' margins screen 0.0489, 0.9867, 0.1902, 0.8468 spacing screen 0.0528, 0.2072

  set label 1 'Symbols: measured, 95% intervals over seeds; hollow: random directions in place of what was learned.' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title 'near to any latent, whatever its sign' font ',14'
  set xlabel 'active latents of a code (L0)'
  set logscale x 10
  set xrange [1.29473:9.20651]
  set format x '%g'
  set xtics (2, 5)
  set ylabel 'of 8 codewords'
  unset logscale y
  set yrange [0:11]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? 8*column('near') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'M = 8', \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? 8*column('near') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'M = 32', \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? 8*column('chance_near') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'M = 8, random directions', \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? 8*column('chance_near') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 title 'M = 32, random directions'

  unset label
  set title 'one latent a codeword, with its sign' font ',14'
  set xlabel 'active latents of a code (L0)'
  set logscale x 10
  set xrange [1.29473:9.20651]
  set format x '%g'
  set xtics (2, 5)
  set ylabel 'of 8 codewords'
  unset logscale y
  set yrange [0:8.2]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? 8*column('recovered') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? 8*column('recovered_low') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? 8*column('recovered_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? 8*column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? 8*column('recovered') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? 8*column('recovered_low') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? 8*column('recovered_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? 8*column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? 8*column('chance') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? 8*column('chance') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 4 notitle

  unset label
  set title 'codes read exactly by the encoder' font ',14'
  set xlabel 'active latents of a code (L0)'
  set logscale x 10
  set xrange [1.29473:9.20651]
  set format x '%g'
  set xtics (2, 5)
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('success') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('success_low') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '8' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('success') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('success_low') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('l0') : NaN):(strcol('reader') eq 'encoder' && strcol('M') eq '32' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/tutorial.csv with the content 7498ff8d72390e96
