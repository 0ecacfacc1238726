# Linear one-step readings: 1/d' = 1/d - 1/N
# Run from the folder above: gnuplot plots/linear.gp
# Symbols: measured, with 95% intervals. Lines: top-k decoding with Gaussian interference, at d and at d'.

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/linear.csv'
theory = 'results/linear.theory.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/linear'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1422,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 2844,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 14.22in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 11.37in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,2 title 'Linear one-step readings: 1/d'' = 1/d - 1/N' font ',17' margins screen 0.0619, 0.8270, 0.1902, 0.8468 spacing screen 0.0668, 0.2072

  set label 1 'Symbols: measured, with 95% intervals. Lines: top-k decoding with Gaussian interference, at d and at d''.' at screen 0.5,0.0388 center font ',11' textcolor '#444444'
  set title 'N = 256, k = 4' font ',14'
  set xlabel 'dimension d'
  unset logscale x
  set xrange [14:82]
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
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '256' && strcol('k') eq '4' ? column('d') : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '256' && strcol('k') eq '4' ? column('target') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (18,3,5,3) notitle, \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '256' && strcol('k') eq '4' ? 1/(1/column('d')+1.0/column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '256' && strcol('k') eq '4' ? column('target') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (18,3,5,3) notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'topk' ? column('success') : NaN) with points linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'pinv' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'pinv' ? column('success') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'pinv' ? column('success_low') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'pinv' ? column('success_high') : NaN) with yerrorbars linecolor '#999933' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'pinv' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'pinv' ? column('success') : NaN) with points linecolor '#999933' pointsize 0.75 pointtype '◀' font ',12' notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'lmmse' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'lmmse' ? column('success') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'lmmse' ? column('success_low') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'lmmse' ? column('success_high') : NaN) with yerrorbars linecolor '#6A3D9A' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'lmmse' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'lmmse' ? column('success') : NaN) with points linecolor '#6A3D9A' pointsize 0.75 pointtype '✚' font ',12' notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'map-linear' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'map-linear' ? column('success') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'map-linear' ? column('success_low') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'map-linear' ? column('success_high') : NaN) with yerrorbars linecolor '#882255' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'map-linear' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'map-linear' ? column('success') : NaN) with points linecolor '#882255' pointsize 0.75 pointtype '✦' font ',12' notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '256' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '256' && strcol('decoder') eq 'mp' ? column('success') : NaN) with points linecolor '#009E73' pointsize 0.75 pointtype 9 notitle

  unset label
  set title 'N = 1024, k = 8' font ',14'
  set xlabel 'dimension d'
  unset logscale x
  set xrange [60:296]
  set format x '%h'
  set xtics autofreq
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.8354,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' && strcol('k') eq '8' ? column('d') : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' && strcol('k') eq '8' ? column('target') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (18,3,5,3) title 'top-k, Gaussian, at d', \
    theory using (strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' && strcol('k') eq '8' ? 1/(1/column('d')+1.0/column('N')) : NaN):(strcol('curve') eq 'topk_gaussian' && strcol('N') eq '1024' && strcol('k') eq '8' ? column('target') : NaN) with lines linecolor '#1a1a1a' linewidth 1.6 dashtype (18,3,5,3) title 'the same at d''', \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'topk' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'topk' ? column('success') : NaN) with points linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'pinv' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'pinv' ? column('success') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'pinv' ? column('success_low') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'pinv' ? column('success_high') : NaN) with yerrorbars linecolor '#999933' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'pinv' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'pinv' ? column('success') : NaN) with points linecolor '#999933' pointsize 0.75 pointtype '◀' font ',12' title 'pinv', \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'lmmse' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'lmmse' ? column('success') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'lmmse' ? column('success_low') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'lmmse' ? column('success_high') : NaN) with yerrorbars linecolor '#6A3D9A' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'lmmse' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'lmmse' ? column('success') : NaN) with points linecolor '#6A3D9A' pointsize 0.75 pointtype '✚' font ',12' title 'lmmse', \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'map-linear' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'map-linear' ? column('success') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'map-linear' ? column('success_low') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'map-linear' ? column('success_high') : NaN) with yerrorbars linecolor '#882255' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'map-linear' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'map-linear' ? column('success') : NaN) with points linecolor '#882255' pointsize 0.75 pointtype '✦' font ',12' title 'map-linear', \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('N') eq '1024' && strcol('decoder') eq 'mp' ? column('d') : NaN):(strcol('N') eq '1024' && strcol('decoder') eq 'mp' ? column('success') : NaN) with points linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp'

  unset multiplot
  unset label
  set output
}
# drawn from results/linear.csv with the content 1069914d2a8941d2
# drawn from results/linear.theory.csv with the content a137b168be4dfa0d
