#!/usr/bin/env ruby
# frozen_string_literal: true

# What the installed reference implementation makes of the distribution's modules: each class that a manifest of
# theirs defines is included, for three machines, and the manifests in cases/real-modules/nodes are compiled.
#
#   modules.rb --record [NAME…]      writes the digests in cases/real-modules anew, or those of these classes
#   modules.rb NAME… [--set SET]     compiles these classes or nodes with both and shows where they differ
#   modules.rb --differences         lists what differs, by reason, as cases/DIFFERENCES.md has it
#
# `bunraku` is taken from the process environment's BUNRAKU, or the build's.
require 'json'
require 'digest'
require 'open3'
require 'tmpdir'

ROOT = File.expand_path('../..', __dir__)
CASES = "#{ROOT}/cases/real-modules"
MODULES = '/usr/share/puppet/modules'
LENIENT = { 'strict' => 'warning', 'strict_variables' => false }.freeze
STRICT = { 'strict' => 'error', 'strict_variables' => true }.freeze
SETS = {
  'debian-12' => ['debian-12', STRICT], 'redhat-8' => ['redhat-8', LENIENT], 'ubuntu-18.04' => ['ubuntu-18.04', LENIENT],
  'nodes' => ['debian-12', LENIENT]
}.freeze
PARTS = %w[outcome error catalog logs].freeze

def classes
  Dir["#{MODULES}/*/manifests/**/*.pp"].sort.filter_map do |path|
    parts = path.delete_prefix("#{MODULES}/").delete_suffix('.pp').split('/')
    parts.delete_at(1)
    parts.pop if parts.last == 'init'
    name = parts.join('::')
    name if File.read(path).match?(/^\s*class\s+(::)?#{name}\b(?!::)/)
  end
end

def manifests(set)
  return classes.to_h { |name| [name, "include #{name}\n"] } unless set == 'nodes'

  Dir["#{CASES}/nodes/*.pp"].sort.to_h { |path| [File.basename(path, '.pp'), File.read(path)] }
end

def lines(set, names)
  facts, settings = SETS[set]
  facts = JSON.parse(File.read("#{CASES}/facts/#{facts}.json"))
  manifests(set).slice(*names).map do |name, manifest|
    JSON.generate('id' => name, 'manifest' => manifest, 'facts' => facts, 'settings' => settings, 'modulepath' => MODULES)
  end
end

def outcomes(command, set, names)
  Dir.mktmpdir do |folder|
    File.write("#{folder}/cases.jsonl", lines(set, names).join("\n") + "\n")
    output, status = Open3.capture2e(*command, "#{folder}/cases.jsonl", '--output', "#{folder}/outcomes.jsonl")
    warn output unless status.success?
    File.readlines("#{folder}/outcomes.jsonl").map { |line| JSON.parse(line) }.to_h { |one| [one['id'], one] }
  end
end

def reference(set, names) = outcomes(['ruby', "#{__dir__}/outcomes.rb"], set, names)

def ours(set, names) = outcomes([ENV['BUNRAKU'] || "#{ROOT}/artifacts/bin/Cli/debug/bunraku", 'outcome'], set, names)

# The same bytes for the same outcome, whoever wrote its JSON.
def canonical(value, out = +'')
  case value
  when Hash then out << '{' && value.each { |k, v| canonical(k, out) && canonical(v, out) } && out << '}'
  when Array then out << '[' && value.each { |v| canonical(v, out) } && out << ']'
  when String then out << "s#{value.bytesize}:" << value
  when Float then out << format('f%.3f;', value)
  else out << "#{value.inspect};"
  end
end

def digest(outcome) = Digest::SHA256.hexdigest(canonical(outcome.slice(*PARTS)))[0, 16]

def same?(one, other) = canonical(one.slice(*PARTS)) == canonical(other.slice(*PARTS))

# The first place where two outcomes are not the same.
def difference(one, other, path = 'outcome')
  return if canonical(one) == canonical(other)

  if one.is_a?(Hash) && other.is_a?(Hash)
    return "#{path}: keys #{one.keys} / #{other.keys}" if one.keys != other.keys

    return one.keys.filter_map { |key| difference(one[key], other[key], "#{path}.#{key}") }.first
  end
  if one.is_a?(Array) && other.is_a?(Array)
    one.zip(other).each_with_index do |(left, right), index|
      name = left.is_a?(Hash) && left['type'] ? "#{left['type']}[#{left['title']}]" : index
      found = difference(left, right, "#{path}.#{name}")
      return found if found
    end
  end
  "#{path}:\n  reference #{one.to_json[0, 2000]}\n  bunraku   #{other.to_json[0, 2000]}"
end

def record(some)
  SETS.each_key do |set|
    names = manifests(set).keys
    asked = some.empty? ? names : names & some
    rows = some.empty? ? {} : File.readlines("#{CASES}/#{set}.txt", chomp: true).to_h { |row| [row.split[0], row] }
    reference(set, asked).each { |name, one| rows[name] = "#{name} #{one['outcome']} #{digest(one)}" }
    File.write("#{CASES}/#{set}.txt", "#{rows.values_at(*names).join("\n")}\n")
  end
end

# Why an outcome of ours is not the reference's.
def reason(outcome)
  message = outcome.dig('error', 'message') or return 'other'
  if (template = message[/template '([^']+)' is ERB/, 1])
    "ERB `#{template}`"
  elsif (function = message[/Unknown function: '([^']+)'/, 1])
    "Ruby function `#{function}`"
  elsif message.include?('inline_template() takes ERB')
    'ERB in a manifest'
  else
    'other'
  end
end

def differences
  found = Hash.new { |hash, key| hash[key] = [] }
  SETS.each_key do |set|
    recorded = File.readlines("#{CASES}/#{set}.txt", chomp: true).map(&:split).to_h { |name, _, sum| [name, sum] }
    ours(set, recorded.keys).each do |name, outcome|
      found[reason(outcome)] |= [name] if digest(outcome) != recorded[name]
    end
  end
  named = found.values.flatten
  puts "#{named.uniq.size} classes and nodes"
  found.sort_by { |why, names| [-names.size, why] }.each do |why, names|
    puts "- #{why}:"
    line = +' '
    names.sort.each do |name|
      (puts line) || line = +' ' if line.size + name.size > 108
      line << " #{name}"
    end
    puts line
  end
end

def compare(set, names)
  theirs = reference(set, names)
  mine = ours(set, names)
  theirs.each { |name, outcome| puts "#{set} #{name}: #{difference(outcome.slice(*PARTS), mine[name].slice(*PARTS)) || 'the same'}" }
end

arguments = ARGV.dup
set = (at = arguments.index('--set')) && arguments.slice!(at, 2)[1]
case arguments
in ['--record', *names] then record(names)
in ['--differences'] then differences
in [_, *] then (set ? [set] : SETS.keys).each { |one| compare(one, arguments & manifests(one).keys) }
end
