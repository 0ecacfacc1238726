# Tokens on at once: MiniLM's embeddings, 30,522 × 384
# Run from the folder above: gnuplot plots/embeddings.gp
# Exact recovery of all k tokens, 95% intervals. Whitening is done by the decoder and loses nothing.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/embeddings.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/embeddings'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 883,1455 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 1766,2910 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 8.83in,14.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 7.06in,11.64in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 3,1 title 'Tokens on at once: MiniLM''s embeddings, 30,522 × 384' font ',17' margins screen 0.0997, 0.8562, 0.0787, 0.9416 spacing screen 0.1076, 0.0790

  set label 1 'Exact recovery of all k tokens, 95% intervals. Whitening is done by the decoder and loses nothing.' at screen 0.5,0.0210 center font ',11' textcolor '#444444'
  set title 'as they are' font ',14'
  set xlabel 'tokens on, k'
  set logscale x 2
  set xrange [1:80]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.8698,0.9416 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp', \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'omp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp', \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'amp' ? column('success') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'amp' ? column('success_low') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'amp' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'false' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('whiten') eq 'false' && strcol('decoder') eq 'amp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp'

  unset label
  set title 'centred and whitened by the decoder' font ',14'
  set xlabel 'tokens on, k'
  set logscale x 2
  set xrange [1:80]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'omp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'amp' ? column('success') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'amp' ? column('success_low') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'amp' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('whiten') eq 'true' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('whiten') eq 'true' && strcol('decoder') eq 'amp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle

  unset label
  set title 'random signs of the same size' font ',14'
  set xlabel 'tokens on, k'
  set logscale x 2
  set xrange [1:80]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'omp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('success') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('success_low') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('ensemble') eq 'rademacher' && strcol('decoder') eq 'amp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/embeddings.csv with the content 75bbf4c352097a3d
