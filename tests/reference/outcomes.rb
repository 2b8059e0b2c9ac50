#!/usr/bin/env ruby
# frozen_string_literal: true

# Compiles cases with the installed reference implementation and writes what came of each, one JSON line a
# case, in the same form as `bunraku outcome`. Two implementations are compared by comparing the lines.
#
#   outcomes.rb FILE.jsonl|FOLDER… [--modulepath PATH] [--output FILE]
#
# A JSONL line: id, mode (run|parse|epp_parse), manifest, files {path: text}, facts, parameters, classes, node,
# trusted, global_hiera, env_manifest_dir, settings {strict, strict_variables}. A folder: as in
# cases/conformance.
require 'puppet'
require 'puppet/pops'
require 'puppet/pops/pn'
require 'json'
require 'tmpdir'
require 'fileutils'

# Notes the value of the main manifest's last expression, which the reference throws away.
module MainValue
  class << self
    attr_accessor :value
  end

  def evaluate_code(resource)
    return super unless type == :hostclass && name == '' && code

    scope = resource.scope
    static_parent = evaluate_parent_type(resource)
    scope = static_parent || scope
    scope = scope.newscope(source: self, resource: resource) unless resource.title == :main
    scope.compiler.add_class(name) unless definition?
    set_resource_parameters(resource, scope)
    resource.add_edge_to_stage
    MainValue.value = code.safeevaluate(scope)
  end
end
Puppet::Resource::Type.prepend(MainValue)

class Collected
  attr_reader :entries

  def initialize = @entries = []

  def <<(message)
    return if message.level == :debug && !message.source.start_with?("Scope(")
    return if message.message.to_s.match?(/\ARetrieving (epp )?template /)

    @entries << [message.level.to_s, message.message.to_s]
  end

  def flush; end
end

Puppet::Util::Log.newdesttype :collected do
  match 'Collected'
  def initialize(collected) = @collected = collected
  def handle(message) = @collected << message
end

DEFAULT_NODE = 'web01.example.com'
MODULES = '/usr/share/puppet/modules'

class Case
  attr_reader :data

  def initialize(data) = @data = data

  def self.of_folder(path)
    expected = File.join(path, 'expected.json')
    about = File.exist?(expected) ? JSON.parse(File.read(expected))['case'] : {}
    files = Dir.glob('**/*', File::FNM_DOTMATCH, base: path).select { |f| File.file?(File.join(path, f)) }
    files -= %w[expected.json facts.json manifest.pp]
    facts = [File.join(path, 'facts.json'), File.join(File.dirname(path), 'default-facts.json')]
    facts = facts.find { |f| File.exist?(f) }
    new('id' => File.basename(path), 'mode' => 'run', 'manifest' => File.read(File.join(path, 'manifest.pp')),
        'folder' => path, 'paths' => files, 'facts' => facts ? JSON.parse(File.read(facts)) : nil,
        'node' => about['node'], 'settings' => about.slice('strict', 'strict_variables'),
        'modulepath' => about['requires_modules'] ? MODULES : nil)
  end

  def lay_out(root)
    (data['files'] || {}).each { |path, text| write(File.join(root, path), text) }
    (data['paths'] || []).each { |path| write(File.join(root, path), File.binread(File.join(data['folder'], path))) }
  end

  def write(path, text)
    FileUtils.mkdir_p(File.dirname(path))
    File.binwrite(path, text)
  end
end

class Reference
  def initialize(modulepath, default_facts)
    @modulepath = modulepath
    @default_facts = default_facts
    @root = Dir.mktmpdir('outcomes')
    @count = 0
    Puppet.initialize_settings(['--confdir', "#{@root}/conf", '--vardir', "#{@root}/var", '--codedir', "#{@root}/code"])
    Puppet[:trusted_server_facts] = true if Puppet.settings.setting(:trusted_server_facts)
    Puppet[:storeconfigs] = false
  end

  def close = FileUtils.rm_rf(@root)

  def outcome(one)
    @count += 1
    # Warnings that are given once count anew for each case.
    $unique_warnings = {}
    $deprecation_warnings = {}
    data = one.data
    environments = "#{@root}/#{@count}"
    folder = "#{environments}/production"
    FileUtils.mkdir_p(folder)
    one.lay_out(folder)
    result = { 'id' => data['id'] }
    result.merge!(pn(data))
    result.merge!(run(data, environments, folder)) if (data['mode'] || 'run') == 'run'
    text = JSON.generate(result).gsub(/\d+: unexpected token/, 'unexpected token')
    text = text.gsub(folder, '<ENV>').gsub(MODULES, '<MODULES>').gsub(/(#<[^>]*)0x[0-9a-f]{16}/, '\\1<addr>')
    FileUtils.rm_rf(environments)
    text
  end

  private

  def pn(data)
    parser = data['mode'] == 'epp_parse' ? Puppet::Pops::Parser::EvaluatingParser::EvaluatingEppParser.new : Puppet::Pops::Parser::EvaluatingParser.new
    settings(data)
    logs = Collected.new
    log_to(logs) do
      model = parser.parse_string(data['manifest'], nil)
      body = model.respond_to?(:body) ? model.body : model
      out = +''
      Puppet::Pops::Model::PNTransformer.transform(body).format(nil, out)
      result = { 'ast_pn' => out }
      data['mode'] && data['mode'] != 'run' ? result.merge('outcome' => 'ast', 'logs' => logs.entries) : result
    rescue StandardError => e
      data['mode'] && data['mode'] != 'run' ? { 'outcome' => 'error', 'logs' => logs.entries, 'error' => error(e) } : {}
    end
  end

  def settings(data)
    given = { 'strict' => 'error', 'strict_variables' => true }.merge(data['settings'] || {})
    Puppet[:strict] = given['strict'].to_sym
    Puppet[:strict_variables] = given['strict_variables']
    Puppet[:code] = data['env_manifest_dir'] ? '' : (data['manifest'] || '')
    Puppet[:hiera_config] = "#{@root}/no-hiera.yaml"
    return unless data['global_hiera']

    Puppet[:hiera_config] = "#{@root}/hiera#{@count}.yaml"
    File.write(Puppet[:hiera_config], data['global_hiera'])
  end

  def run(data, environments, folder)
    settings(data)
    Puppet[:environmentpath] = environments
    path = data['modulepath'] || @modulepath
    Puppet[:basemodulepath] = path || "#{@root}/none"
    loader = Puppet::Environments::Directories.new(environments, (path || '').split(':').map { |p| File.expand_path(p) })
    logs = Collected.new
    MainValue.value = nil
    Puppet.override(environments: loader, rich_data: true, trusted_information: trusted(data)) do
      environment = loader.get(:production)
      Puppet.override(current_environment: environment) { log_to(logs) { compile(data, environment, logs) } }
    end
  end

  def trusted(data)
    given = data['trusted'] || {}
    Puppet::Context::TrustedInformation.new(given['authenticated'] || 'local',
                                            given['certname'] || data['node'] || DEFAULT_NODE,
                                            given['extensions'] || {})
  end

  def compile(data, environment, logs)
    node = node(data, environment)
    catalog = Puppet::Parser::Compiler.compile(node)
    catalog = catalog.filter(&:virtual?)
    result = { 'outcome' => 'catalog', 'logs' => logs.entries }
    rendered = MainValue.value.nil? ? nil : value(MainValue.value)
    result['value'] = rendered if rendered
    result.merge('catalog' => catalog(catalog))
  rescue StandardError, ScriptError, SystemStackError => e
    entries = logs.entries
    entries.pop if entries.last && entries.last[0] == "err" && e.message.start_with?(entries.last[1])
    { 'outcome' => 'error', 'logs' => entries, 'error' => error(e) }
  end

  def node(data, environment)
    name = data['node'] || DEFAULT_NODE
    facts = data['facts'] || @default_facts || {}
    node = Puppet::Node.new(name, environment: environment, classes: data['classes'] || [],
                                  parameters: data['parameters'] || {},
                                  facts: Puppet::Node::Facts.new(name, facts))
    node.merge(facts)
    node.trusted_data = Puppet.lookup(:trusted_information).to_h
    node
  end

  def value(value)
    { 'pp' => Puppet::Pops::Types::StringConverter.convert(value, '%p'),
      'rich' => Puppet::Pops::Serialization::ToDataConverter.convert(value, rich_data: true, symbol_as_string: true, local_reference: false) }
  rescue StandardError
    nil
  end

  def catalog(catalog)
    data = catalog.to_data_hash
    resources = data['resources'].reject { |r| r['type'] == 'Class' && r['title'] == 'Settings' }.map do |r|
      kept = { 'type' => r['type'], 'title' => r['title'], 'tags' => r['tags'].to_a.sort }
      %w[line parameters sensitive_parameters].each { |k| kept[k] = r[k] if r[k] && r[k] != {} && r[k] != [] }
      kept
    end
    edges = data['edges'].map { |e| [e['source'], e['target']] }.reject { |e| e.include?('Class[Settings]') }
    { 'resources' => resources, 'edges' => edges, 'classes' => data['classes'].reject { |c| ['settings', ''].include?(c) } }
  end

  def error(error)
    result = { 'message' => error.message }
    source = [error, error.respond_to?(:original) ? error.original : nil, error.cause].compact.find { |e| e.respond_to?(:issue_code) && e.issue_code }
    if source
      result['line'] = source.line if source.line
      result['pos'] = source.pos if source.pos
      result['issue_code'] = source.issue_code.to_s
    end
    result
  end

  def log_to(logs)
    Puppet::Util::Log.close_all
    Puppet::Util::Log.newdestination(logs)
    Puppet::Util::Log.level = :debug
    Puppet::Util::Log.with_destination(logs) { yield }
  end
end

arguments = ARGV.dup
take = ->(name) { (i = arguments.index(name)) && arguments.slice!(i, 2)[1] }
output = take.call('--output')
modulepath = take.call('--modulepath')
defaults = take.call('--facts')
cases = arguments.flat_map do |path|
  if File.directory?(path)
    File.exist?("#{path}/manifest.pp") ? [Case.of_folder(path)] : Dir["#{path}/*/manifest.pp"].sort.map { |m| Case.of_folder(File.dirname(m)) }
  else
    File.readlines(path).map { |line| Case.new(JSON.parse(line)) }
  end
end
reference = Reference.new(modulepath, defaults && JSON.parse(File.read(defaults)))
out = output ? File.open(output, 'w') : $stdout
begin
  cases.each { |one| out.puts(reference.outcome(one)) }
ensure
  reference.close
  out.close if output
end
