# Two estimators of one probability
# Run from the folder above: gnuplot plots/agreement.gp
# Symbols: simulation with 95% intervals (fresh dictionaries). Lines with bands: the conditional estimator, which draws no dictionary.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/agreement.csv'

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
  set output 'plots/agreement.'.format
  set multiplot layout 1,3 title "Two estimators of one probability" font ',17' margins screen 0.0444, 0.9867, 0.1836, 0.8585 spacing screen 0.0528, 0.1981

  set label 1 "Symbols: simulation with 95% intervals (fresh dictionaries). Lines with bands: the conditional estimator, which draws no dictionary." at screen 0.5,0.0402 center font ',11' textcolor '#444444'
  set title "N = 2^{12}, k = 16" font ',14'
  set xlabel "dimension d"
  unset logscale x
  set xrange [*:*]
  set format x "%h"
  set ylabel "P(success)"
  unset logscale y
  set yrange [0:1.02]
  set format y "%h"
  set key bottom right
  unset arrow
  plot \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with filledcurves linecolor '#009E73' notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#009E73' title "mp, conditional", \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with filledcurves linecolor '#D55E00' notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'omp' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#D55E00' title "omp, conditional", \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN) with points linecolor '#009E73' pointtype 9 pointsize 0.75 title "mp, simulated", \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 13 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('d') : NaN):(strcol('N') eq '4096' && strcol('noise') eq '0' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'omp' ? column('success') : NaN) with points linecolor '#D55E00' pointtype 13 pointsize 0.75 title "omp, simulated"

  unset label
  set title "N = 2^{10}" font ',14'
  set xlabel "dimension d"
  unset logscale x
  set xrange [*:*]
  set format x "%h"
  set ylabel "P(success)"
  unset logscale y
  set yrange [0:1.02]
  set format y "%h"
  set key bottom right
  unset arrow
  plot \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_high') : NaN) with filledcurves linecolor '#E69F00' notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#E69F00' title "topk, k = 8, conditional", \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_high') : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN) with lines dashtype 2 linewidth 1.8 linecolor '#0072B2' title "threshold, k = 4, conditional", \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' && strcol('k') eq '8' ? column('success') : NaN) with points linecolor '#E69F00' pointtype 5 pointsize 0.75 title "topk, k = 8, simulated", \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_low') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 6 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('d') : NaN):(strcol('N') eq '1024' && (strcol('k') eq '4' || strcol('k') eq '8') && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'threshold' && strcol('k') eq '4' ? column('success') : NaN) with points linecolor '#0072B2' pointtype 6 pointsize 0.75 title "threshold, k = 4, simulated"

  unset label
  set title "k = 1 (N = 2^{10}), and noise P = 2 (N = 2^{12}, k = 16)" font ',14'
  set xlabel "dimension d"
  unset logscale x
  set xrange [*:*]
  set format x "%h"
  set ylabel "P(success)"
  unset logscale y
  set yrange [0:1.02]
  set format y "%h"
  set key bottom right
  unset arrow
  plot \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with filledcurves linecolor '#E69F00' notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'topk' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#E69F00' title "topk, k = 1, conditional", \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with filledcurves linecolor '#009E73' notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'conditional' && strcol('decoder') eq 'mp' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#009E73' title "mp, k = 1, conditional", \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 5 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'topk' ? column('success') : NaN) with points linecolor '#E69F00' pointtype 5 pointsize 0.75 title "topk, k = 1, simulated", \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 9 pointsize 0.01 notitle, \
    measured using (strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('k') eq '1' && strcol('estimator') eq 'simulate' && strcol('decoder') eq 'mp' ? column('success') : NaN) with points linecolor '#009E73' pointtype 9 pointsize 0.75 title "mp, k = 1, simulated", \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('noise') eq '2' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('noise') eq '2' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('noise') eq '2' ? column('success_high') : NaN) with filledcurves linecolor '#56B4E9' notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('noise') eq '2' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'conditional' && strcol('noise') eq '2' ? column('success') : NaN) with lines dashtype solid linewidth 1.8 linecolor '#56B4E9' title "mp, P = 2, conditional", \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('noise') eq '2' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('noise') eq '2' ? column('success') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('noise') eq '2' ? column('success_low') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('noise') eq '2' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 4 pointsize 0.01 notitle, \
    measured using (strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('noise') eq '2' ? column('d') : NaN):(strcol('noise') eq '2' && strcol('estimator') eq 'simulate' && strcol('noise') eq '2' ? column('success') : NaN) with points linecolor '#CC79A7' pointtype 4 pointsize 0.75 title "mp, P = 2, simulated"

  unset multiplot
  unset label
  set output
}
# drawn from results/agreement.csv with the content 1dbf528b0b8b0b37
