# Two estimators of one probability
# Run from the folder above: gnuplot plots/agreement.gp
# Symbols: simulation, 95% intervals. Lines: the conditional estimator. At k = 1 topk, mp and omp are one decoder.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/agreement.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/agreement'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1478,1005 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2956,2010 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 14.78in,10.05in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 11.82in,8.04in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 2,2 title 'Two estimators of one probability' font ',17' margins screen 0.0595, 0.7957, 0.1095, 0.9154 spacing screen 0.0643, 0.1144

  set label 1 'Symbols: simulation, 95% intervals. Lines: the conditional estimator. At k = 1 topk, mp and omp are one decoder.' at screen 0.5,0.0259 center font ',11' textcolor '#444444'
  set title 'N = 2^{12}, k = 16' font ',14'
  set xlabel 'dimension d'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with filledcurves linecolor '#009E73' notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#009E73' title 'mp, conditional', \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with filledcurves linecolor '#D55E00' notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#D55E00' title 'omp, conditional', \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN) with points linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp, simulated', \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success') : NaN) with points linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp, simulated'

  unset label
  set title 'N = 2^{10}' font ',14'
  set xlabel 'dimension d'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_high') : NaN) with filledcurves linecolor '#E69F00' notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#E69F00' title 'topk, k = 8, conditional', \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_high') : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN) with lines dashtype (14,5) linewidth 1.8 linecolor '#0072B2' title 'threshold, k = 4, conditional', \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN) with points linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk, k = 8, simulated', \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'threshold, k = 4, simulated'

  unset label
  set title 'k = 1, N = 2^{10}' font ',14'
  set xlabel 'dimension d'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key bottom right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with filledcurves linecolor '#E69F00' notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#E69F00' title 'topk, conditional', \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with filledcurves linecolor '#009E73' notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#009E73' title 'mp, conditional', \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with filledcurves linecolor '#D55E00' notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#D55E00' title 'omp, conditional', \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' ? column('success_high') : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#0072B2' title 'threshold, conditional', \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success') : NaN) with points linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk, simulated', \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN) with points linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp, simulated', \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success') : NaN) with points linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp, simulated', \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' ? column('success') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' ? column('success') : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'threshold, simulated'

  unset label
  set title 'Noise P = 2; mp and omp: N = 2^{12}, others: N = 2^{10}' font ',14'
  set xlabel 'dimension d'
  unset logscale x
  set xrange [*:*]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.8038,0.9154 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_high') : NaN) with filledcurves linecolor '#E69F00' notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#E69F00' title 'topk, k = 8, conditional', \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_high') : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN) with lines dashtype (14,5) linewidth 1.8 linecolor '#0072B2' title 'threshold, k = 4, conditional', \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('success_high') : NaN) with filledcurves linecolor '#009E73' notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('success') : NaN) with lines dashtype (2,3) linewidth 1.8 linecolor '#009E73' title 'mp, k = 16, conditional', \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('success_high') : NaN) with filledcurves linecolor '#D55E00' notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('success') : NaN) with lines dashtype (2,3) linewidth 1.8 linecolor '#D55E00' title 'omp, k = 16, conditional', \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN) with points linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk, k = 8, simulated', \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'threshold, k = 4, simulated', \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('success') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' && strcol('k') eq '16' ? column('success') : NaN) with points linecolor '#009E73' pointsize 0.75 pointtype 8 title 'mp, k = 16, simulated', \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('success') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' && strcol('k') eq '16' ? column('success') : NaN) with points linecolor '#D55E00' pointsize 0.75 pointtype 12 title 'omp, k = 16, simulated'

  unset multiplot
  unset label
  set output
}
# drawn from results/agreement.csv with the content 8024b98095d5cb66
