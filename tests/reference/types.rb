#!/usr/bin/env ruby
# frozen_string_literal: true

# Loads every resource type of the modules on a path with the installed reference implementation, and writes
# what a compiler must know of it, one JSON line a type: attributes in order (properties marked), namevars,
# whether a name makes a resource unique, and what titles of many shapes say about attributes. The test of
# `cases/module-types` reads these lines and compares them with what is read without running Ruby.
#
#   types.rb [--modulepath PATH] [--output FILE]
require 'puppet'
require 'json'
require 'tmpdir'
require 'fileutils'

TITLES = [
  'a', 'a/b', 'a/b/c', '/x/y', '/x/y/', '/', 'a b', 'a:b', 'a::b', 'a@b', 'a@b@c', 'a::b@c::d', 'a::b@::d', 'a@::d',
  'r/a::b', 'a::b::c', 'a@::::all', "a\nb", 'C:/x', '/a:c:/b', 'Ünïcode name', 'a.b.c', 'a=b', '001 rule', 'INPUT:filter:IPv4', '*', '1'
].freeze

def titles(type)
  TITLES.each_with_object({}) do |title, result|
    said = Puppet::Resource.new(type, title).send(:parse_title)
    said = said.to_h { |name, value| [name.to_s, value] }
    result[title] = said unless said == { type.key_attributes.first.to_s => title }
  rescue Puppet::Error, ArgumentError => e
    result[title] = e.message
  end
end

def about(type)
  metaparameters = Puppet::Type.metaparams
  attributes = type.allattrs.reject { |name| metaparameters.include?(name) && !type.validproperty?(name) && !type.parameters.include?(name) }
  {
    'type' => type.name.to_s,
    'attributes' => attributes.map { |name| type.validproperty?(name) ? "#{name}=" : name.to_s },
    'namevars' => type.key_attributes.map(&:to_s),
    'isomorphic' => type.isomorphic?,
    'titles' => titles(type)
  }
end

arguments = ARGV.dup
take = ->(name) { (i = arguments.index(name)) && arguments.slice!(i, 2)[1] }
path = take.call('--modulepath') || '/usr/share/puppet/modules'
output = take.call('--output')
root = Dir.mktmpdir('types')
Puppet.initialize_settings(['--confdir', "#{root}/conf", '--vardir', "#{root}/var"])
FileUtils.mkdir_p("#{root}/environments/production")
loader = Puppet::Environments::Directories.new("#{root}/environments", path.split(':'))
out = output ? File.open(output, 'w') : $stdout
Puppet.override(environments: loader) do
  environment = loader.get(:production)
  Puppet.override(current_environment: environment) do
    files = environment.modules.flat_map { |one| Dir["#{one.path}/lib/puppet/type/*.rb"] }
    environment.modules.each { |one| $LOAD_PATH.push("#{one.path}/lib") }
    own = $LOAD_PATH.flat_map { |lib| Dir["#{lib}/puppet/type/*.rb"] }.map { |file| File.basename(file, ".rb") }
    names = own + files.map { |file| File.basename(file, '.rb') }
    # A component stands for a class or define when a catalog is applied; no manifest declares one.
    (names.uniq - ['component']).sort.each do |name|
      type = Puppet::Type.type(name.to_sym)
      out.puts JSON.generate(type ? about(type) : { 'type' => name, 'error' => 'not found' })
    rescue StandardError, LoadError, Puppet::Error => e
      out.puts JSON.generate('type' => name, 'error' => e.message)
    end
  end
end
out.close if output
FileUtils.rm_rf(root)
