#!/usr/bin/env ruby
# frozen_string_literal: true

# Keeps what the reference answered as cases of this repository, one file a case.
#
#   record.rb CASES.jsonl THEIRS.jsonl LIST FOLDER
#
# LIST has a line for each case to keep: its id, the name of its file, and a sentence that says what it shows.
require 'json'
require 'fileutils'

def read(path) = File.readlines(path).to_h { |line| JSON.parse(line).then { |one| [one['id'], one] } }

# The outcome as lines: what stands on one line is what differs together.
def lines(outcome)
  catalog = outcome['catalog'] || {}
  [['outcome', outcome['outcome']]] +
    (outcome['error'] ? [['error', outcome['error']]] : []) +
    outcome['logs'].map { |entry| ['log', entry] } +
    (outcome['value'] ? [['value', outcome['value']]] : []) +
    (catalog['resources'] || []).map { |one| ['resource', one] } +
    (catalog['edges'] || []).map { |one| ['edge', one] } +
    (catalog['classes'] ? [['classes', catalog['classes']]] : [])
end

def sections(one, outcome)
  rest = one.except('id', 'manifest', 'files')
  text = +"--- origin: puppet 7.23\n"
  text << "--- manifest\n#{one['manifest']}\n" if one['manifest']
  (one['files'] || {}).each { |path, body| text << "--- file: #{path}\n#{body}#{"\n" unless body.end_with?("\n")}" }
  text << "--- with\n#{JSON.generate(rest)}\n" unless rest.empty?
  text << "--- outcome\n" << lines(outcome).map { |name, data| "#{name} #{JSON.generate(data)}\n" }.join
end

abort 'usage: record.rb CASES.jsonl THEIRS.jsonl LIST FOLDER' unless ARGV.size == 4
cases, theirs = ARGV[0, 2].map { |path| read(path) }
FileUtils.mkdir_p(ARGV[3])
File.readlines(ARGV[2]).each do |line|
  id, name, prose = line.chomp.split(' ', 3)
  next unless cases[id]

  File.write(File.join(ARGV[3], "#{name}.case"), "#{prose}\n#{sections(cases[id], theirs[id])}")
end
