#!/usr/bin/env ruby
# frozen_string_literal: true

# Asks the reference for the results of calls of functions, and writes them into the case files that list them.
#
#   functions.rb CASE…
#
# A case file of cases/functions has `--- calls`, each line of which is evaluated alone; `--- results` is written
# anew. With `--- modules: PATH` the functions of these modules can be called.
require 'json'
require 'open3'
require 'tmpdir'

def sections(text)
  text.split(/^--- /).drop(1).to_h { |part| part.split("\n", 2).then { |head, body| [head, body] } }
end

def manifest(call) = "$result = #{call}\n$result"

FACTS = {
  'networking' => { 'fqdn' => 'web01.example.com' }, 'os' => { 'name' => 'Debian', 'release' => { 'major' => '12' } },
  'memorysize' => '3.80 GiB', 'interfaces' => 'eth0,lo', 'ipaddress_eth0' => '10.0.0.5'
}.freeze
SETTINGS = { 'strict' => 'warning', 'strict_variables' => false }.freeze

def outcomes(calls, modules)
  Dir.mktmpdir do |folder|
    rows = calls.each_with_index.map do |call, index|
      JSON.generate('id' => index.to_s, 'manifest' => manifest(call), 'facts' => FACTS, 'settings' => SETTINGS,
                    'modulepath' => modules)
    end
    File.write("#{folder}/calls.jsonl", "#{rows.join("\n")}\n")
    told, status = Open3.capture2e('ruby', "#{__dir__}/outcomes.rb", "#{folder}/calls.jsonl", '--output', "#{folder}/out")
    warn told unless status.success?
    File.readlines("#{folder}/out").map { |line| JSON.parse(line) }
  end
end

def result(outcome)
  return outcome.dig('value', 'pp') || 'undef' unless outcome['error']

  outcome['error']['message'].delete_suffix(' on node web01.example.com')
                             .sub(/ ?\((file: [^()]*, )?line: \d+(, column: \d+)?\)\z/, '')
                             .delete_prefix('Evaluation Error: ').sub(/\AError while evaluating an? [^,]*, /, '')
end

def indented(text) = text.split("\n", -1).map { |line| "  #{line}".rstrip }.join("\n")

ARGV.each do |path|
  text = File.read(path)
  parts = sections(text)
  calls = parts['calls'].split("\n")
  found = outcomes(calls, text[/^--- modules: (.*)$/, 1])
  abort "#{path}: the reference ended after #{calls[found.size - 1]}" if found.size < calls.size
  results = calls.zip(found).map { |call, outcome| "#{call}\n#{indented(result(outcome))}\n" }.join
  File.write(path, text.sub(/^--- results\n.*?(?=^--- |\z)/m) { "--- results\n#{results}" })
end
