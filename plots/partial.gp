# Partial recovery at N = 2^{12}, k = 16
# Run from the folder above: gnuplot plots/partial.gp
# Symbols: measured by simulation, in order: exact recovery (with 95% intervals), the mean fraction of the support found,
# and the mean number of false members over k (bars: 95% for the largest variance that a fraction with that mean can have).

set datafile separator ','
set datafile columnheaders
set datafile missing NaN
set encoding utf8
measured = 'results/partial.csv'

set style fill transparent solid 0.3 noborder
set bars 0.6
set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7
set tics nomirror
set border 3

if (!exists('formats')) formats = 'svg png pdf'
if (!exists('stem')) stem = 'plots/partial'
do for [format in formats] {
  if (format eq 'svg') { set terminal svg size 1966,555 dynamic enhanced font 'Helvetica,14' background 'white' }
  if (format eq 'png') { set terminal pngcairo size 3932,1110 enhanced font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }
  if (format eq 'pdf') { set terminal pdfcairo size 19.66in,5.55in enhanced font 'Helvetica,11' background 'white' }
  if (format eq 'tex') { set terminal cairolatex pdf size 15.72in,4.44in linewidth 1.5 dashlength 0.7 }
  set output stem.'.'.format
  set multiplot layout 1,3 title 'Partial recovery at N = 2^{12}, k = 16' font ',17' margins screen 0.0448, 0.9034, 0.2442, 0.8468 spacing screen 0.0483, 0.2072

  set label 1 'Symbols: measured by simulation, in order: exact recovery (with 95% intervals), the mean fraction of the support found,' at screen 0.5,0.0929 center font ',11' textcolor '#444444'
  set label 2 'and the mean number of false members over k (bars: 95% for the largest variance that a fraction with that mean can have).' at screen 0.5,0.0568 center font ',11' textcolor '#444444'
  set title 'exact recovery' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [0.28:5.3]
  set format x '%h'
  set xtics (0.5, 1, 2, 5)
  set ylabel 'P(success)'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success_low') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success_high') : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('success') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN):(strcol('decoder') eq 'topk' ? column('success_low') : NaN):(strcol('decoder') eq 'topk' ? column('success_high') : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN):(strcol('decoder') eq 'mp' ? column('success_low') : NaN):(strcol('decoder') eq 'mp' ? column('success_high') : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('success') : NaN):(strcol('decoder') eq 'omp' ? column('success_low') : NaN):(strcol('decoder') eq 'omp' ? column('success_high') : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('success') : NaN):(strcol('decoder') eq 'sp' ? column('success_low') : NaN):(strcol('decoder') eq 'sp' ? column('success_high') : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointsize 0.75 pointtype '★' font ',12' notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('success') : NaN):(strcol('decoder') eq 'bp' ? column('success_low') : NaN):(strcol('decoder') eq 'bp' ? column('success_high') : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('success') : NaN):(strcol('decoder') eq 'amp' ? column('success_low') : NaN):(strcol('decoder') eq 'amp' ? column('success_high') : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('success') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle

  unset label
  set title 'members found' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [0.28:5.3]
  set format x '%h'
  set xtics (0.5, 1, 2, 5)
  set ylabel 'mean fraction of the support'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key top left Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('members_found') : NaN):(strcol('decoder') eq 'threshold:map' ? column('members_found')-1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN):(strcol('decoder') eq 'threshold:map' ? column('members_found')+1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('members_found') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('members_found') : NaN):(strcol('decoder') eq 'topk' ? column('members_found')-1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN):(strcol('decoder') eq 'topk' ? column('members_found')+1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('members_found') : NaN):(strcol('decoder') eq 'mp' ? column('members_found')-1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN):(strcol('decoder') eq 'mp' ? column('members_found')+1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('members_found') : NaN):(strcol('decoder') eq 'omp' ? column('members_found')-1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN):(strcol('decoder') eq 'omp' ? column('members_found')+1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('members_found') : NaN):(strcol('decoder') eq 'sp' ? column('members_found')-1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN):(strcol('decoder') eq 'sp' ? column('members_found')+1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointsize 0.75 pointtype '★' font ',12' notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('members_found') : NaN):(strcol('decoder') eq 'bp' ? column('members_found')-1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN):(strcol('decoder') eq 'bp' ? column('members_found')+1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('members_found') : NaN):(strcol('decoder') eq 'amp' ? column('members_found')-1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN):(strcol('decoder') eq 'amp' ? column('members_found')+1.96*sqrt(column('members_found')*(1-column('members_found'))/column('trials')) : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('members_found') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 notitle

  unset label
  set title 'false members' font ',14'
  set xlabel 'dimensions per bit d/H'
  set logscale x 10
  set xrange [0.28:5.3]
  set format x '%h'
  set xtics (0.5, 1, 2, 5)
  set ylabel 'mean number of false members over k'
  unset logscale y
  set yrange [0:1.02]
  set format y '%h'
  set ytics autofreq
  set key default
  set key at screen 0.9095,0.8468 left top Left reverse spacing 1.2 samplen 2.5 font ',11'
  unset arrow
  plot \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('false_members')/column('k') : NaN):(strcol('decoder') eq 'threshold:map' ? column('false_members')/column('k')-1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN):(strcol('decoder') eq 'threshold:map' ? column('false_members')/column('k')+1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN) with yerrorbars linecolor '#0072B2' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'threshold:map' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'threshold:map' ? column('false_members')/column('k') : NaN) with linespoints dashtype (14,5) linewidth 1.3 linecolor '#0072B2' pointsize 0.75 pointtype 6 title 'threshold:map', \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('false_members')/column('k') : NaN):(strcol('decoder') eq 'topk' ? column('false_members')/column('k')-1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN):(strcol('decoder') eq 'topk' ? column('false_members')/column('k')+1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN) with yerrorbars linecolor '#E69F00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'topk' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'topk' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#E69F00' pointsize 0.75 pointtype 5 title 'topk', \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('false_members')/column('k') : NaN):(strcol('decoder') eq 'mp' ? column('false_members')/column('k')-1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN):(strcol('decoder') eq 'mp' ? column('false_members')/column('k')+1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN) with yerrorbars linecolor '#009E73' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'mp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'mp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#009E73' pointsize 0.75 pointtype 9 title 'mp', \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('false_members')/column('k') : NaN):(strcol('decoder') eq 'omp' ? column('false_members')/column('k')-1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN):(strcol('decoder') eq 'omp' ? column('false_members')/column('k')+1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN) with yerrorbars linecolor '#D55E00' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'omp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'omp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#D55E00' pointsize 0.75 pointtype 13 title 'omp', \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('false_members')/column('k') : NaN):(strcol('decoder') eq 'sp' ? column('false_members')/column('k')-1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN):(strcol('decoder') eq 'sp' ? column('false_members')/column('k')+1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN) with yerrorbars linecolor '#000000' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'sp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'sp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#000000' pointsize 0.75 pointtype '★' font ',12' title 'sp', \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('false_members')/column('k') : NaN):(strcol('decoder') eq 'bp' ? column('false_members')/column('k')-1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN):(strcol('decoder') eq 'bp' ? column('false_members')/column('k')+1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN) with yerrorbars linecolor '#56B4E9' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'bp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'bp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#56B4E9' pointsize 0.75 pointtype 11 title 'bp', \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('false_members')/column('k') : NaN):(strcol('decoder') eq 'amp' ? column('false_members')/column('k')-1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN):(strcol('decoder') eq 'amp' ? column('false_members')/column('k')+1.96*sqrt(column('false_members')/column('k')*(1-column('false_members')/column('k'))/column('trials')) : NaN) with yerrorbars linecolor '#CC79A7' linewidth 1.1 pointtype 7 pointsize 0.01 notitle, \
    measured using (strcol('decoder') eq 'amp' ? column('d')/column('entropy_bits') : NaN):(strcol('decoder') eq 'amp' ? column('false_members')/column('k') : NaN) with linespoints dashtype solid linewidth 1.3 linecolor '#CC79A7' pointsize 0.75 pointtype 15 title 'amp'

  unset multiplot
  unset label
  set output
}
# drawn from results/partial.csv with the content c66e9422842c86e3
