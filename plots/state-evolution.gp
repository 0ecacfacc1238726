# Approximate message passing and its state evolution
# Run from the folder above: gnuplot plots/state-evolution.gp
# Shaded: from the 5% to the 95% quantile of single trials, with their median. Symbols: mean over trials, with its 95% interval. Dashed: state evolution,
# which is the limit of large N. What is below 10^{-6} stands there, as do the exact zeros of trials that have found the support.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/state-evolution.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/state-evolution'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1200,1005 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2400,2010 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 12.00in,10.05in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 9.60in,8.04in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 2,2 title 'Approximate message passing and its state evolution' font ',17' margins screen 0.0733, 0.9800, 0.1394, 0.9154 spacing screen 0.0792, 0.1144

  set label 1 'Shaded: from the 5% to the 95% quantile of single trials, with their median. Symbols: mean over trials, with its 95% interval. Dashed: state evolution,' at screen 0.5,0.0558 center font ',11' textcolor '#444444'
  set label 2 'which is the limit of large N. What is below 10^{-6} stands there, as do the exact zeros of trials that have found the support.' at screen 0.5,0.0359 center font ',11' textcolor '#444444'
  set title 'N = 2^{16}, k = 64, d = 473' font ',14'
  set xlabel 'iteration'
  unset logscale x
  set xrange [-0.5:19.5]
  set format x '%h'
  set xtics autofreq
  set ylabel 'log_{10} of the effective noise τ^2'
  set logscale y 10
  set yrange [6e-7:0.3]
  set format y '%L'
  set ytics autofreq
  set key default
  set key bottom left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('N') eq '65536' && strcol('d') eq '473' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared_quantile_5')>1e-6?column('tau_squared_quantile_5'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared_quantile_95')>1e-6?column('tau_squared_quantile_95'):1e-6) : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('N') eq '65536' && strcol('d') eq '473' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared_median')>1e-6?column('tau_squared_median'):1e-6) : NaN) with lines dashtype solid linewidth 1.8 linecolor '#0072B2' title 'median of trials', \
    measured using (strcol('N') eq '65536' && strcol('d') eq '473' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared_low')>1e-6?column('tau_squared_low'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared_high')>1e-6?column('tau_squared_high'):1e-6) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('d') eq '473' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'mean of trials', \
    measured using (strcol('N') eq '65536' && strcol('d') eq '473' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '473' ? (column('tau_squared_predicted')>1e-6?column('tau_squared_predicted'):1e-6) : NaN) with lines dashtype (14,5) linewidth 1.8 linecolor '#1a1a1a' title 'state evolution'

  unset label
  set title 'N = 2^{16}, k = 64, d = 509' font ',14'
  set xlabel 'iteration'
  unset logscale x
  set xrange [-0.5:19.5]
  set format x '%h'
  set xtics autofreq
  set ylabel 'log_{10} of the effective noise τ^2'
  set logscale y 10
  set yrange [6e-7:0.3]
  set format y '%L'
  set ytics autofreq
  set key default
  set key bottom left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('N') eq '65536' && strcol('d') eq '509' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared_quantile_5')>1e-6?column('tau_squared_quantile_5'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared_quantile_95')>1e-6?column('tau_squared_quantile_95'):1e-6) : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('N') eq '65536' && strcol('d') eq '509' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared_median')>1e-6?column('tau_squared_median'):1e-6) : NaN) with lines dashtype solid linewidth 1.8 linecolor '#0072B2' title 'median of trials', \
    measured using (strcol('N') eq '65536' && strcol('d') eq '509' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared_low')>1e-6?column('tau_squared_low'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared_high')>1e-6?column('tau_squared_high'):1e-6) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('d') eq '509' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'mean of trials', \
    measured using (strcol('N') eq '65536' && strcol('d') eq '509' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '509' ? (column('tau_squared_predicted')>1e-6?column('tau_squared_predicted'):1e-6) : NaN) with lines dashtype (14,5) linewidth 1.8 linecolor '#1a1a1a' title 'state evolution'

  unset label
  set title 'N = 2^{16}, k = 64, d = 640' font ',14'
  set xlabel 'iteration'
  unset logscale x
  set xrange [-0.5:19.5]
  set format x '%h'
  set xtics autofreq
  set ylabel 'log_{10} of the effective noise τ^2'
  set logscale y 10
  set yrange [6e-7:0.3]
  set format y '%L'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('N') eq '65536' && strcol('d') eq '640' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared_quantile_5')>1e-6?column('tau_squared_quantile_5'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared_quantile_95')>1e-6?column('tau_squared_quantile_95'):1e-6) : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('N') eq '65536' && strcol('d') eq '640' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared_median')>1e-6?column('tau_squared_median'):1e-6) : NaN) with lines dashtype solid linewidth 1.8 linecolor '#0072B2' title 'median of trials', \
    measured using (strcol('N') eq '65536' && strcol('d') eq '640' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared_low')>1e-6?column('tau_squared_low'):1e-6) : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared_high')>1e-6?column('tau_squared_high'):1e-6) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '65536' && strcol('d') eq '640' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'mean of trials', \
    measured using (strcol('N') eq '65536' && strcol('d') eq '640' ? column('iteration') : NaN):(strcol('N') eq '65536' && strcol('d') eq '640' ? (column('tau_squared_predicted')>1e-6?column('tau_squared_predicted'):1e-6) : NaN) with lines dashtype (14,5) linewidth 1.8 linecolor '#1a1a1a' title 'state evolution'

  unset label
  set title 'N = 2^{12}, k = 16, d = 118' font ',14'
  set xlabel 'iteration'
  unset logscale x
  set xrange [-0.5:19.5]
  set format x '%h'
  set xtics autofreq
  set ylabel 'log_{10} of the effective noise τ^2'
  set logscale y 10
  set yrange [6e-7:0.3]
  set format y '%L'
  set ytics autofreq
  set key default
  set key top right Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('N') eq '4096' && strcol('d') eq '118' ? column('iteration') : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared_quantile_5')>1e-6?column('tau_squared_quantile_5'):1e-6) : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared_quantile_95')>1e-6?column('tau_squared_quantile_95'):1e-6) : NaN) with filledcurves linecolor '#0072B2' notitle, \
    measured using (strcol('N') eq '4096' && strcol('d') eq '118' ? column('iteration') : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared_median')>1e-6?column('tau_squared_median'):1e-6) : NaN) with lines dashtype solid linewidth 1.8 linecolor '#0072B2' title 'median of trials', \
    measured using (strcol('N') eq '4096' && strcol('d') eq '118' ? column('iteration') : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared_low')>1e-6?column('tau_squared_low'):1e-6) : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared_high')>1e-6?column('tau_squared_high'):1e-6) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '4096' && strcol('d') eq '118' ? column('iteration') : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared')>1e-6?column('tau_squared'):1e-6) : NaN) with points linecolor '#0072B2' pointsize 0.75 pointtype 7 title 'mean of trials', \
    measured using (strcol('N') eq '4096' && strcol('d') eq '118' ? column('iteration') : NaN):(strcol('N') eq '4096' && strcol('d') eq '118' ? (column('tau_squared_predicted')>1e-6?column('tau_squared_predicted'):1e-6) : NaN) with lines dashtype (14,5) linewidth 1.8 linecolor '#1a1a1a' title 'state evolution'

  unset multiplot
  unset label
  set output
}
# drawn from results/state-evolution.csv with the content b1223d7bd4b421b4
