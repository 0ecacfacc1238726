# Weak features, N = 256, k = 4, d = 48: every second feature has the amplitude a
# Run from the folder above: gnuplot plots/weak.gp
# Symbols: measured, 95% intervals over seeds and codes; equal steps for every learner and learning rate.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/weak.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/weak'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1200,1005 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2400,2010 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 12.00in,10.05in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 9.60in,8.04in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 2,2 title 'Weak features, N = 256, k = 4, d = 48: every second feature has the amplitude a' font ',17' margins screen 0.0733, 0.9800, 0.1095, 0.9154 spacing screen 0.0792, 0.1144

  set label 1 'Symbols: measured, 95% intervals over seeds and codes; equal steps for every learner and learning rate.' at screen 0.5,0.0259 center font ',11' textcolor '#444444'
  set title 'TopK autoencoder: weak codewords found' font ',14'
  set xlabel 'amplitude a of the weak features'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'fraction of the weak codewords'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'learning rate 0.001', \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'learning rate 0.002', \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'learning rate 0.005', \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:topk' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'learning rate 0.01'

  unset label
  set title 'ReLU autoencoder: weak codewords found' font ',14'
  set xlabel 'amplitude a of the weak features'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'fraction of the weak codewords'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'learning rate 0.001', \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'learning rate 0.002', \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'learning rate 0.005', \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'sae:relu' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'learning rate 0.01'

  unset label
  set title 'learner with matching pursuit, free norms: weak codewords found' font ',14'
  set xlabel 'amplitude a of the weak features'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'fraction of the weak codewords'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.001' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'learning rate 0.001', \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.002' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'learning rate 0.002', \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.005' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'learning rate 0.005', \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered_low') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_amplitude') : NaN):(strcol('learner') eq 'mp-learner:free=1' && strcol('reader') eq 'encoder' && strcol('learning_rate') eq '0.01' ? column('weak_recovered') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'learning rate 0.01'

  unset label
  set title 'weak members read with the true dictionary' font ',14'
  set xlabel 'amplitude a of the weak features'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'fraction of the weak members'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'topk' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'topk' ? column('weak_members_found') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'topk' ? column('weak_members_found_low') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'topk' ? column('weak_members_found_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'topk' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'topk' ? column('weak_members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'omp' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'omp' ? column('weak_members_found') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'omp' ? column('weak_members_found_low') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'omp' ? column('weak_members_found_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'omp' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'omp' ? column('weak_members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp', \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'gp' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'gp' ? column('weak_members_found') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'gp' ? column('weak_members_found_low') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'gp' ? column('weak_members_found_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'gp' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'gp' ? column('weak_members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'gp', \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'map-linear' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'map-linear' ? column('weak_members_found') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'map-linear' ? column('weak_members_found_low') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'map-linear' ? column('weak_members_found_high') : NaN) with yerrorbars linecolor '#882255' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'map-linear' ? column('weak_amplitude') : NaN):(strcol('start') eq 'truth' && (strcol('reader') eq 'topk' || strcol('reader') eq 'map-linear' || strcol('reader') eq 'omp' || strcol('reader') eq 'gp') && strcol('reader') eq 'map-linear' ? column('weak_members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#882255' pointsize 0.75 pointtype '✦' font ',12' title 'map-linear'

  unset multiplot
  unset label
  set output
}
# drawn from results/weak.csv with the content d238d332a3acf621
