# Bits per dimension against N at p = 0.5
# Run from the folder above: gnuplot plots/scale.gp
# Symbols: measured, with 95% intervals (conditional estimator). Lines without symbols: theory.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/scale.csv'
theory = 'results/scale.theory.csv'

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
  set output 'plots/scale.'.format
  set multiplot layout 1,3 title 'Bits per dimension against N at p = 0.5' font ',17' margins screen 0.0444, 0.9867, 0.1836, 0.8585 spacing screen 0.0528, 0.1981

  set label 1 'Symbols: measured, with 95% intervals (conditional estimator). Lines without symbols: theory.' at screen 0.5,0.0402 center font ',11' textcolor '#444444'
  set title 'k = 8' font ',14'
  set xlabel 'codewords N'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:2]
  set format y '%h'
  set key top right
  unset arrow
  plot \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '8' ? column('N') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '8' ? column('bits_per_dimension') : NaN) with lines linecolor '#222222' linewidth 1.6 dashtype 2 title 'amp: state evolution', \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '8' ? column('N') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '8' ? column('bits_per_dimension') : NaN) with lines linecolor '#7a7a7a' linewidth 1.6 dashtype 3 title 'bp: statistical dimension', \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 title 'topk', \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 title 'mp', \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 13 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '8' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointtype 13 pointsize 0.75 title 'omp'

  unset label
  set title 'k = 64' font ',14'
  set xlabel 'codewords N'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:2]
  set format y '%h'
  set key top left
  unset arrow
  plot \
    theory using (strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '64' ? column('N') : NaN):(strcol('curve') eq 'amp_state_evolution' && strcol('k') eq '64' ? column('bits_per_dimension') : NaN) with lines linecolor '#222222' linewidth 1.6 dashtype 2 notitle, \
    theory using (strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '64' ? column('N') : NaN):(strcol('curve') eq 'bp_statistical_dimension' && strcol('k') eq '64' ? column('bits_per_dimension') : NaN) with lines linecolor '#7a7a7a' linewidth 1.6 dashtype 3 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 13 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('N') : NaN):(strcol('k') eq '64' && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointtype 13 pointsize 0.75 notitle

  unset label
  set title 'k = N^{0.133}' font ',14'
  set xlabel 'codewords N'
  set logscale x 2
  set xrange [*:*]
  set format x '2^{%L}'
  set ylabel 'bits per dimension H/d*'
  unset logscale y
  set yrange [0:2]
  set format y '%h'
  set key top left
  unset arrow
  plot \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension_low') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'topk' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointtype 5 pointsize 0.75 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension_low') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'mp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointtype 9 pointsize 0.75 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension_low') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 13 pointsize 0.01 notitle, \
    measured using ((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('N') : NaN):((strcol('k') eq '3' || strcol('k') eq '6' || strcol('k') eq '16' || strcol('k') eq '40' || strcol('k') eq '100' || strcol('k') eq '252') && strcol('decoder') eq 'omp' ? column('bits_per_dimension') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointtype 13 pointsize 0.75 notitle

  unset multiplot
  unset label
  set output
}
# drawn from results/scale.csv with the content 928440922ee53ba4
# drawn from results/scale.theory.csv with the content a876e4c5fcf31314
