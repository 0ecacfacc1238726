# Partial recovery at N = 2^{12}, k = 16
# Run from the folder above: gnuplot plots/partial.gp
# Symbols: measured by simulation, in order: exact recovery (with 95% intervals), the mean fraction of the support found,
# and the mean number of false members over k.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/partial.csv'

set style fill transparent solid 0.18 noborder
set bars 0.6
set grid back linecolor '#dddddd' linewidth 0.6
set tics nomirror
set border 3
set key spacing 1.05 samplen 2 font ',11'

do for [format in 'svg png pdf'] {
  if (format eq 'svg') { set terminal svg size 1800,530 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 3600,1060 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 18.00in,5.30in enhanced font 'Helvetica,11' background 'white' }
  set output 'plots/partial.'.format
  set multiplot layout 1,3 title 'Partial recovery at N = 2^{12}, k = 16' font ',17' margins screen 0.0444, 0.9867, 0.2402, 0.8585 spacing screen 0.0528, 0.1981

  set label 1 'Symbols: measured by simulation, in order: exact recovery (with 95% intervals), the mean fraction of the support found,' at screen 0.5,0.0968 center font ',11' textcolor '#444444'
  set label 2 'and the mean number of false members over k.' at screen 0.5,0.0591 center font ',11' textcolor '#444444'
  set title 'exact recovery' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [*:*]
  set format x '%g'
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set key top left
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success_low') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 6 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success') : NaN) with linespoints dashtype 2 linewidth 1.3 linecolor '#0072B2' pointtype 6 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 13 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointtype 13 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('success') : NaN):(strcol('decoder') eq 'sp' ? column('success_low') : NaN):(strcol('decoder') eq 'sp' ? column('success_high') : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 6 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointtype 6 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('success') : NaN):(strcol('decoder') eq 'bp' ? column('success_low') : NaN):(strcol('decoder') eq 'bp' ? column('success_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 11 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointtype 11 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('success') : NaN):(strcol('decoder') eq 'amp' ? column('success_low') : NaN):(strcol('decoder') eq 'amp' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 4 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointtype 4 pointsize 0.75 notitle

  unset label
  set title 'members found' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [*:*]
  set format x '%g'
  set ylabel 'mean fraction of the support'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set key top left
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('members_found') : NaN) with linespoints dashtype 2 linewidth 1.3 linecolor '#0072B2' pointtype 6 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointtype 13 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointtype 6 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointtype 11 pointsize 0.75 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointtype 4 pointsize 0.75 notitle

  unset label
  set title 'false members' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [*:*]
  set format x '%g'
  set ylabel 'mean number of false members over k'
  unset logscale y
  set yrange [0:1.5]
  set format y '%h'
  set key top right
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('false_members')/column('k') : NaN) with linespoints dashtype 2 linewidth 1.3 linecolor '#0072B2' pointtype 6 pointsize 0.75 title 'threshold:map', \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 title 'topk', \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 title 'mp', \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointtype 13 pointsize 0.75 title 'omp', \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointtype 6 pointsize 0.75 title 'sp', \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointtype 11 pointsize 0.75 title 'bp', \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointtype 4 pointsize 0.75 title 'amp'

  unset multiplot
  unset label
  set output
}
# drawn from results/partial.csv with the content 4787c89358c9cc90
