# Toy models of superposition: what a feature takes, and when a second one comes in
# Run from the folder above: gnuplot plots/toy.gp
# Symbols: the best of several starts by its loss on one large batch; all features equally important but in the last panel.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/toy.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/toy'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1800,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 3600,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 18.00in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 14.40in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,3 title 'Toy models of superposition: what a feature takes, and when a second one comes in' font ',17' margins screen 0.0489, 0.9867, 0.1902, 0.8468 spacing screen 0.0528, 0.2072

  set label 1 'Symbols: the best of several starts by its loss on one large batch; all features equally important but in the last panel.' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title '40 features in 10 dimensions, and 5 in 2' font ',14'
  set xlabel '1/(1 - S)'
  set logscale x 10
  set xrange [0.892857:112]
  set format x '%g'
  set xtics (1, 2, 5, 10, 20, 50, 100)
  set ylabel 'dimensions a feature m/||W||^2'
  unset logscale y
  set yrange [0:1.05]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    0.5 with lines linecolor '#444444' linewidth 1.6 dashtype (14,4,2,4) title 'antipodal pairs', \
    0.4 with lines linecolor '#444444' linewidth 1.6 dashtype (5,3) title 'pentagons', \
    measured using ((strcol('n') eq '40' || strcol('n') eq '5') && strcol('nonlinearity') eq 'relu' && strcol('n') eq '5' && strcol('m') eq '2' ? 1/(1-column('sparsity')) : NaN):((strcol('n') eq '40' || strcol('n') eq '5') && strcol('nonlinearity') eq 'relu' && strcol('n') eq '5' && strcol('m') eq '2' ? column('dimensions_per_feature') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'n = 5, m = 2', \
    measured using ((strcol('n') eq '40' || strcol('n') eq '5') && strcol('nonlinearity') eq 'relu' && strcol('n') eq '40' && strcol('m') eq '10' ? 1/(1-column('sparsity')) : NaN):((strcol('n') eq '40' || strcol('n') eq '5') && strcol('nonlinearity') eq 'relu' && strcol('n') eq '40' && strcol('m') eq '10' ? column('dimensions_per_feature') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'n = 40, m = 10'

  unset label
  set title '5 features in 2 dimensions: angles between neighbours' font ',14'
  set xlabel '1/(1 - S)'
  set logscale x 10
  set xrange [0.892857:22.4]
  set format x '%g'
  set xtics (1, 2, 5, 10, 20)
  set ylabel 'degrees'
  unset logscale y
  set yrange [0:200]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    72 with lines linecolor '#444444' linewidth 1.6 dashtype (14,4,2,4) title 'pentagon', \
    measured using (strcol('n') eq '5' && strcol('nonlinearity') eq 'relu' && strcol('n') eq '5' ? 1/(1-column('sparsity')) : NaN):(strcol('n') eq '5' && strcol('nonlinearity') eq 'relu' && strcol('n') eq '5' ? column('smallest_gap') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'smallest gap', \
    measured using (strcol('n') eq '5' && strcol('nonlinearity') eq 'relu' && strcol('n') eq '5' ? 1/(1-column('sparsity')) : NaN):(strcol('n') eq '5' && strcol('nonlinearity') eq 'relu' && strcol('n') eq '5' ? column('largest_gap') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'largest gap'

  unset label
  set title '2 features in 1 dimension: the norm of the second' font ',14'
  set xlabel 'relative importance of the second'
  set logscale x 10
  set xrange [0.0892857:11.2]
  set format x '%g'
  set xtics (0.1, 0.2, 0.5, 1, 2, 5, 10)
  set ylabel 'norm of the second feature'
  unset logscale y
  set yrange [0:1.3]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('n') eq '2' && strcol('sparsity') eq '0' ? column('importance') : NaN):(strcol('n') eq '2' && strcol('sparsity') eq '0' ? column('norm_last') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'S = 0', \
    measured using (strcol('n') eq '2' && strcol('sparsity') eq '0.3' ? column('importance') : NaN):(strcol('n') eq '2' && strcol('sparsity') eq '0.3' ? column('norm_last') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'S = 0.3', \
    measured using (strcol('n') eq '2' && strcol('sparsity') eq '0.5' ? column('importance') : NaN):(strcol('n') eq '2' && strcol('sparsity') eq '0.5' ? column('norm_last') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'S = 0.5', \
    measured using (strcol('n') eq '2' && strcol('sparsity') eq '0.7' ? column('importance') : NaN):(strcol('n') eq '2' && strcol('sparsity') eq '0.7' ? column('norm_last') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'S = 0.7', \
    measured using (strcol('n') eq '2' && strcol('sparsity') eq '0.9' ? column('importance') : NaN):(strcol('n') eq '2' && strcol('sparsity') eq '0.9' ? column('norm_last') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 title 'S = 0.9', \
    measured using (strcol('n') eq '2' && strcol('sparsity') eq '0.97' ? column('importance') : NaN):(strcol('n') eq '2' && strcol('sparsity') eq '0.97' ? column('norm_last') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'S = 0.97'

  unset multiplot
  unset label
  set output
}
# drawn from results/toy.csv with the content 581def6916aac4fb
