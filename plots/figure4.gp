# P(success) against dimensions per bit
# Run from the folder above: gnuplot plots/figure4.gp
# Symbols: measured, with 95% intervals (mp, omp, topk and threshold by the conditional estimator; sp, bp and amp by simulation).
# Vertical line: no decoder succeeds with certainty to the left of it (counting converse).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/figure4.csv'
theory = 'results/figure4.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/figure4'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1394,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2788,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 13.94in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 11.15in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,2 title 'P(success) against dimensions per bit' font ',17' margins screen 0.0631, 0.8436, 0.2442, 0.8468 spacing screen 0.0681, 0.2072

  set label 1 'Symbols: measured, with 95% intervals (mp, omp, topk and threshold by the conditional estimator; sp, bp and amp by simulation).' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'Vertical line: no decoder succeeds with certainty to the left of it (counting converse).' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title 'N = 2^{12}, k = 16' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [0.2:11]
  set format x '%h'
  set xtics (0.2, 0.5, 1, 2, 5, 10)
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  set arrow from first 0.33, graph 0 to first 0.33, graph 1 nohead linecolor '#222222' linewidth 1.4 dashtype 4
  plot \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'threshold' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'threshold' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold:map' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold:map' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold:map' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'threshold:map' ? column('success') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'omp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'sp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'sp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'sp' ? column('success_high') : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'sp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointsize 0.75 pointtype '★' font ',12' notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'bp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'bp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'bp' ? column('success_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'bp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'amp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'amp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'amp' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '4096' && strcol('decoder') eq 'amp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle

  unset label
  set title 'N = 2^{16}, k = 64' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [0.2:11]
  set format x '%h'
  set xtics (0.2, 0.5, 1, 2, 5, 10)
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.8522,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  set arrow from first 0.247, graph 0 to first 0.247, graph 1 nohead linecolor '#222222' linewidth 1.4 dashtype 4
  plot \
    NaN with lines linecolor '#222222' linewidth 1.4 dashtype 4 title 'counting converse', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'threshold', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold:map' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold:map' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold:map' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold:map' ? column('success') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'threshold:map', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('success_high') : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointsize 0.75 pointtype '★' font ',12' title 'sp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('success_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 title 'bp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('success') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('success_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp'

  unset multiplot
  unset label
  set output
}
# drawn from results/figure4.csv with the content 2683032e8ae9fe1b
# drawn from results/figure4.theory.csv with the content 919c5ba701b00535
