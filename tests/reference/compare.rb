#!/usr/bin/env ruby
# frozen_string_literal: true

# Compares two files of outcomes, ours and the reference's, and prints where they differ; ends with 1 when they
# do.
#
#   compare.rb OURS.jsonl THEIRS.jsonl [--cases CASES.jsonl]
#
# With the cases, the manifest of each differing case is printed too.
require 'json'

PARTS = %w[outcome error logs value catalog ast_pn].freeze

def read(path) = File.readlines(path).to_h { |line| JSON.parse(line).then { |one| [one['id'], one] } }

# Where two structures part: the path to it, and both sides.
def differences(theirs, ours, path = '', found = [])
  if theirs.is_a?(Hash) && ours.is_a?(Hash)
    (theirs.keys | ours.keys).each { |key| differences(theirs[key], ours[key], "#{path}.#{key}", found) }
    found << [path, theirs.keys, ours.keys] if theirs.keys.sort == ours.keys.sort && theirs.keys != ours.keys && path.end_with?('.parameters')
  elsif theirs.is_a?(Array) && ours.is_a?(Array) && theirs.size == ours.size
    theirs.zip(ours).each_with_index { |(left, right), index| differences(left, right, "#{path}[#{index}]", found) }
  elsif theirs != ours
    found << [path, theirs, ours]
  end
  found
end

arguments = ARGV.dup
cases = (at = arguments.index('--cases')) && arguments.slice!(at, 2)[1]
abort 'usage: compare.rb OURS.jsonl THEIRS.jsonl [--cases CASES.jsonl]' unless arguments.size == 2
ours, theirs = arguments.map { |path| read(path) }
texts = cases ? read(cases) : {}
different = theirs.keys.reject do |id|
  parts = PARTS.select { |part| (part != 'ast_pn' || theirs[id][part]) && (theirs[id][part] != ours.dig(id, part) || (part == 'catalog' && !differences(theirs[id][part], ours.dig(id, part)).empty?)) }
  next true if parts.empty?

  puts "== #{id}: #{parts.join(', ')}"
  if texts[id]
    puts texts[id]['manifest'].to_s.gsub(/^/, '   | ')
    (texts[id]['files'] || {}).each { |path, text| puts "   [#{path}]", text.gsub(/^/, '   | ') }
    rest = texts[id].except('id', 'manifest', 'files', 'facts')
    puts "   #{rest}" unless rest.empty?
  end
  shown = parts.size > 1 && parts[0] == 'outcome' ? %w[outcome error logs] & parts : parts
  shown.flat_map { |part| differences(theirs[id][part], ours.dig(id, part), part) }.first(6).each do |path, left, right|
    puts "  #{path}", "    theirs #{left.nil? ? 'nothing' : JSON.generate(left)}", "    ours   #{right.nil? ? 'nothing' : JSON.generate(right)}"
  end
  false
end
puts "#{theirs.size} cases, #{different.size} differ"
exit 1 unless different.empty?
