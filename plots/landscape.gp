# What a superposition code can carry, and who can read it
# Run from the folder above: gnuplot plots/landscape.gp
# Symbols: measured at p = 0.5, with 95% intervals. Lines: theory. Grey: impossible for any decoder (counting converse).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/landscape.csv'
theory = 'results/landscape.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/landscape'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1431,1005 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2862,2010 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 14.31in,10.05in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 11.44in,8.04in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 2,2 title 'What a superposition code can carry, and who can read it' font ',17' margins screen 0.0615, 0.8218, 0.1095, 0.9154 spacing screen 0.0664, 0.1144

  set label 1 'Symbols: measured at p = 0.5, with 95% intervals. Lines: theory. Grey: impossible for any decoder (counting converse).' at screen 0.5,0.0259 center font ',11' textcolor '#444444'
  set title 'N = 2^{16}' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'dimensions per bit d*/H'
  set logscale y 10
  set yrange [0.12:30]
  set format y '%h'
  set ytics (0.2, 0.5, 1, 2, 5, 10, 20)
  set key default
  set key at screen 0.8302,0.9154 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('dimensions_per_bit') : NaN) with filledcurves x1 fillcolor '#999999' fillstyle transparent solid 0.25 noborder title 'impossible', \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '65536' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) title 'statistical dimension (bp)', \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '65536' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (5,3) title 'state evolution (amp)', \
    theory using (strcol('curve') eq 'ml_union_bound' && strcol('N') eq '65536' && strcol('target') eq '0.9' ? column('k') : NaN):(strcol('curve') eq 'ml_union_bound' && strcol('N') eq '65536' && strcol('target') eq '0.9' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) title 'maximum likelihood', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'threshold', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointsize 0.75 pointtype '★' font ',12' title 'sp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp', \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 title 'bp'

  unset label
  set title 'N = 2^{20}' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'dimensions per bit d*/H'
  set logscale y 10
  set yrange [0.12:30]
  set format y '%h'
  set ytics (0.2, 0.5, 1, 2, 5, 10, 20)
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('dimensions_per_bit') : NaN) with filledcurves x1 fillcolor '#999999' fillstyle transparent solid 0.25 noborder notitle, \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '1048576' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) notitle, \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '1048576' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (5,3) notitle, \
    theory using (strcol('curve') eq 'ml_union_bound' && strcol('N') eq '1048576' && strcol('target') eq '0.9' ? column('k') : NaN):(strcol('curve') eq 'ml_union_bound' && strcol('N') eq '1048576' && strcol('target') eq '0.9' ? column('dimensions_per_bit') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('dimensions_per_bit') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('d_low')/column('entropy_bits') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('d_high')/column('entropy_bits') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('dimensions_per_bit') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle

  unset label
  set title '' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:5.5]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('bits_per_dimension') : NaN) with filledcurves x2 fillcolor '#999999' fillstyle transparent solid 0.25 noborder notitle, \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '65536' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '65536' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) notitle, \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '65536' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '65536' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (5,3) notitle, \
    theory using (strcol('curve') eq 'ml_union_bound' && strcol('N') eq '65536' && strcol('target') eq '0.9' ? column('k') : NaN):(strcol('curve') eq 'ml_union_bound' && strcol('N') eq '65536' && strcol('target') eq '0.9' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'sp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointsize 0.75 pointtype '★' font ',12' notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '65536' && strcol('decoder') eq 'bp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle

  unset label
  set title '' font ',14'
  set xlabel 'sparsity k'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set xtics autofreq
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:5.5]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with filledcurves x2 fillcolor '#999999' fillstyle transparent solid 0.25 noborder notitle, \
    theory using (strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'counting_converse' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,5) notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (26,6) notitle, \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '1048576' ? column('k') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('N') eq '1048576' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (5,3) notitle, \
    theory using (strcol('curve') eq 'ml_union_bound' && strcol('N') eq '1048576' && strcol('target') eq '0.9' ? column('k') : NaN):(strcol('curve') eq 'ml_union_bound' && strcol('N') eq '1048576' && strcol('target') eq '0.9' ? column('bits_per_dimension') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (14,4,2,4) notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'threshold' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'amp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('bits_per_dimension') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('bits_per_dimension_low') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('k') : NaN):(strcol('N') eq '1048576' && strcol('decoder') eq 'bp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/landscape.csv with the content 2e580a0706fcd1e4
# drawn from results/landscape.theory.csv with the content 0216fa2bd041ff7d
