# Distinct samples that a dictionary takes, N = 256, k = 4
# Run from the folder above: gnuplot plots/samples.gp
# Symbols: measured, 95% intervals over seeds and codes. The samples are drawn again and again, as many steps for all of them.
# Hollow: matching pursuit on the dictionary of the TopK autoencoder.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/samples.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/samples'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1464,1005 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2928,2010 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 14.64in,10.05in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 11.71in,8.04in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 2,2 title 'Distinct samples that a dictionary takes, N = 256, k = 4' font ',17' margins screen 0.0601, 0.8033, 0.1394, 0.9154 spacing screen 0.0649, 0.1144

  set label 1 'Symbols: measured, 95% intervals over seeds and codes. The samples are drawn again and again, as many steps for all of them.' at screen 0.5,0.0558 center font ',11' textcolor '#444444'
  set label 2 'Hollow: matching pursuit on the dictionary of the TopK autoencoder.' at screen 0.5,0.0359 center font ',11' textcolor '#444444'
  set title 'codewords recovered, d = 48' font ',14'
  set xlabel 'distinct samples'
  set logscale x 10
  set xrange [200:200000]
  set format x '10^{%L}'
  set xtics (1000, 10000, 100000)
  set ylabel 'fraction of the dictionary'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered_low') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'sae:topk', \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered_low') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'mp-learner', \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered_low') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'ksvd'

  unset label
  set title 'fresh codes read exactly, d = 48' font ',14'
  set xlabel 'distinct samples'
  set logscale x 10
  set xrange [200:200000]
  set format x '10^{%L}'
  set xtics (1000, 10000, 100000)
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.8115,0.9154 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success_low') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'sae:topk, its encoder', \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success_low') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'mp-learner, its encoder', \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success_low') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'ksvd, its encoder', \
    measured using (strcol('d') eq '48' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success') : NaN):(strcol('d') eq '48' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success_low') : NaN):(strcol('d') eq '48' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '48' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('samples') : NaN):(strcol('d') eq '48' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 8 title 'mp on what sae:topk learned'

  unset label
  set title 'codewords recovered, d = 32' font ',14'
  set xlabel 'distinct samples'
  set logscale x 10
  set xrange [200:200000]
  set format x '10^{%L}'
  set xtics (1000, 10000, 100000)
  set ylabel 'fraction of the dictionary'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered_low') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered_low') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered_low') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle

  unset label
  set title 'fresh codes read exactly, d = 32' font ',14'
  set xlabel 'distinct samples'
  set logscale x 10
  set xrange [200:200000]
  set format x '10^{%L}'
  set xtics (1000, 10000, 100000)
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success_low') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'sae:topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success_low') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'mp-learner' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success_low') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('reader') eq 'encoder' && strcol('learner') eq 'ksvd' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('d') eq '32' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success') : NaN):(strcol('d') eq '32' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success_low') : NaN):(strcol('d') eq '32' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('d') eq '32' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('samples') : NaN):(strcol('d') eq '32' && strcol('learner') eq 'sae:topk' && strcol('reader') eq 'mp' && strcol('reader') eq 'mp' ? column('success') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 8 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/samples.csv with the content 053ea272dcf9b2ad
