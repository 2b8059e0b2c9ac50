# frozen_string_literal: true

# Applies the manifests of cases/runs with the reference, and with ours when a program is given: each to a
# folder made by the case's own script, twice, with folders of its own for what runs leave. Told is what the
# reports say of each resource and what lies in the folder afterwards.
#
#   ruby tests/reference/runs.rb --record cases/runs/*.case         writes what the reference does
#   ruby tests/reference/runs.rb --ours PROGRAM cases/runs/*.case   compares; --files compares what is left too
#
# The reference is loaded once and each run is a process forked from it.

require 'fileutils'
require 'json'
require 'open3'
require 'optparse'
require 'tmpdir'
require 'yaml'

$LOAD_PATH.unshift '/usr/lib/ruby/vendor_ruby'
require 'puppet'
require 'puppet/util/command_line'
require 'puppet/application/apply'
require 'puppet/configurer'
require 'puppet/type'
require 'puppet/transaction'
require 'facter'
require_relative 'difference'

# What an agent does with every catalog, and `puppet apply` with none: what properties are left at is kept.
module KeepsValues
  def enabled?(catalog) = catalog.host_config?
end

RECORDED = ['first', 'tree', 'second', 'tree after second'].freeze

# A case: prose, then sections.
class RunCase
  attr_reader :path, :sections

  def initialize(path)
    @path = path
    head, *rest = File.read(path).split(/^--- (.*)$\n/)
    @head = head
    @sections = rest.each_slice(2).to_a.map { |name, body| [name, body.to_s] }
  end

  def name = File.basename(@path, '.case')

  def [](name) = @sections.assoc(name)&.last

  # Words behind a section's name: `--- options: --noop`.
  def value(name) = @sections.map(&:first).grep(/\A#{name}: /).first&.sub(/\A#{name}: /, '')

  def record(outcome)
    return if @sections.any? { |section, _| section.start_with?('origin: ours') }

    kept = @sections.reject { |name, _| RECORDED.include?(name) }
    text = @head + (kept + outcome).map { |name, body| "--- #{name}\n#{body}" }.join
    File.write(@path, text)
  end
end

# One program on one case.
class RunTrial
  attr_reader :outcome, :folder

  def initialize(the_case, place, &apply)
    @case = the_case
    @place = place
    @root = File.join(place, 'root')
    @folder = File.join(place, 'var')
    @apply = apply
    @outcome = []
  end

  def run
    FileUtils.rm_rf(@place)
    FileUtils.mkdir_p([@root, @folder])
    script(@case['setup'])
    @outcome << ['first', report]
    @outcome << ['tree', tree]
    script(@case['between'])
    @outcome << ['second', report]
    after = tree
    @outcome << ['tree after second', after] unless after == @outcome[1].last
    self
  end

  private

  def script(text)
    return unless text

    system('/bin/sh', '-ec', "umask 022\n#{text}", chdir: @root) || raise("#{@case.name}: the script failed")
  end

  def report
    manifest = File.join(@place, 'main.pp')
    File.write(manifest, @case['main.pp'].gsub('%{root}', @root))
    code = @apply.call([*@case.value('options').to_s.split, '--vardir', @folder, '--publicdir', "#{@folder}/public", manifest])
    file = File.join(@folder, 'state', 'last_run_report.yaml')
    # Ours reports of what was refused, too, as the reference's agent does.
    return "exit #{code}\nno report\n" if !File.exist?(file) || YAML.safe_load(File.read(file).sub(/\A---.*$/, '---'))['resource_statuses'].empty?

    text = "exit #{code}\n" + RunReport.new(file).to_s
    FileUtils.rm(file)
    text.gsub(@root, '%{root}')
  end

  def tree
    Dir.glob('**/*', File::FNM_DOTMATCH, base: @root).reject { |name| name.end_with?('/.') || name == '.' }.sort.map do |name|
      path = File.join(@root, name)
      stat = File.lstat(path)
      what = stat.symlink? ? "-> #{File.readlink(path)}" : (stat.file? ? JSON.generate(File.read(path)) : stat.ftype)
      mode = stat.symlink? ? 'link' : format('%04o', stat.mode & 0o7777)
      owner = [[stat.uid, Process.euid], [stat.gid, Process.egid]].map { |id, own| id == own ? 'own' : id }.uniq.join(':')
      "#{name} #{mode} #{owner} #{what}\n"
    end.join.gsub(@root, '%{root}')
  end
end

# What a report says of each resource.
class RunReport
  DEFAULTS = /\A(Schedule\[(puppet|hourly|daily|weekly|monthly|never)\]|Filebucket\[puppet\])\z/.freeze

  def initialize(file)
    @report = YAML.safe_load(File.read(file).sub(/\A---.*$/, '---'))
  end

  def to_s
    lines = ["#{@report['status']}\n"]
    @report['resource_statuses'].each do |name, status|
      next if name.match?(DEFAULTS)

      states = %w[failed failed_to_restart changed skipped corrective_change].select { |state| status[state] }
      lines << "#{name} #{states.empty? ? 'unchanged' : states.join(' ')}\n"
      status['events'].each { |event| lines << event_line(event, name) }
    end
    lines << "metrics #{metrics}\n"
    lines.join
  end

  private

  # Why a file could not be changed is told in other words.
  def message_of(event, name)
    return event['message'] unless name.start_with?('File[') && event['status'] == 'failure'

    event['message'].sub(/(failed:|Could not retrieve) .*/m, '\\1 …')
  end

  def event_line(event, name)
    audited = event['audited'] ? ' audited' : ''
    # A digest is binary to the reference, because of how it made it.
    values = %w[previous_value desired_value historical_value].map do |name|
      value = event[name]
      JSON.generate(value.is_a?(String) && value.match?(/\Ae[23][A-Za-z0-9+\/=]{30,}\z/) ? value.unpack1('m') : value)
    end.join(' ')
    "  #{event['property'] || '-'} #{event['name']} #{event['status']}#{audited} #{values}: #{JSON.generate(message_of(event, name))}\n"
      .gsub(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]* ?[-+]\d\d:?\d\d/, 'TIME')
  end

  def metrics
    %w[resources changes events].flat_map do |kind|
      @report['metrics'][kind]['values'].reject { |_, _, count| count.zero? }.map { |name, _, count| "#{kind}.#{name}=#{count}" }
    end.join(' ')
  end
end

# The facts of the machine, asked once.
module KnownFacts
  def self.values = @values ||= Facter.to_hash

  def find(request) = Puppet::Node::Facts.new(request.key, KnownFacts.values.dup)
end

# The reference, loaded once.
class Reference
  TYPES = %w[file exec notify schedule filebucket whit stage component tidy resources user group package service].freeze

  def initialize(modulepath)
    @modulepath = modulepath
    require 'puppet/indirector/facts/facter'
    require 'puppet/indirector/catalog/compiler'
    require 'puppet/indirector/node/plain'
    require 'puppet/indirector/report/yaml'
    require 'puppet/parser'
    require 'puppet/pops'
    Puppet::Node::Facts::Facter.prepend(KnownFacts)
    KnownFacts.values
    warm = File.join(Dir.tmpdir, 'runs.warm')
    apply(['-e', 'notify { "warm": }'], warm)
  end

  def apply(arguments, log)
    load_types
    pid = fork do
      $stdout.reopen(log, 'w')
      $stderr.reopen($stdout)
      Puppet::Transaction::Persistence.prepend(KeepsValues)
      conf = Dir.mktmpdir
      words = ['apply', '--color=false', '--confdir', conf, '--modulepath', @modulepath, '--detailed-exitcodes', *arguments]
      Puppet::Util::CommandLine.new('puppet', words).execute
    end
    Process.wait(pid)
    $?.exitstatus
  end

  private

  # Types need settings, and settings are read once: by whoever is first.
  def load_types
    return if @loaded

    @loaded = true
    Puppet::Util::CommandLine.new('puppet', ['apply', '--version'])
    require 'puppet/type/notify'
    TYPES.each { |name| require "puppet/type/#{name}" }
    %w[file/posix exec/posix exec/shell].each { |name| require "puppet/provider/#{name}" }
  end
end

options = { modulepath: '/nonexistent' }
OptionParser.new do |parser|
  parser.on('--ours PROGRAM') { |value| options[:ours] = value }
  parser.on('--modulepath PATH') { |value| options[:modulepath] = value }
  parser.on('--record') { options[:record] = true }
  parser.on('--files') { options[:files] = true }
  parser.on('--keep') { options[:keep] = true }
end.parse!

# What runs leave behind, without what differs from run to run.
def left_behind(folder)
  Dir.glob('{state,public}/**/*.{yaml,txt,dot}', base: folder).sort.to_h do |name|
    text = File.read(File.join(folder, name))
    text = text.gsub(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]* ?([-+]\d\d:\d\d)?/, 'TIME').gsub(/\d+\.\d+(e-\d+)?$/, 'N')
    text = text.gsub(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'UUID').gsub(/(config|last_run|configuration_version): \d+/, '\1: N')
    text = text.gsub(/^File\[(?!.*\/root\b).*\n(  .*\n)*/, '') if name == 'state/state.yaml'
    text = text.split(/\n\n/).map(&:strip).sort.join("\n\n") if name.end_with?('.dot')
    [name, text]
  end
end

reference = Reference.new(options[:modulepath])
unlike = 0
place = Dir.mktmpdir('runs')
File.chmod(0o755, place)
ARGV.each do |path|
  the_case = RunCase.new(path)
  log = File.join(Dir.tmpdir, 'runs.log')
  theirs = RunTrial.new(the_case, File.join(place, 'trial')) { |arguments| reference.apply(arguments, log) }.run
  their_files = left_behind(theirs.folder) if options[:files]
  the_case.record(theirs.outcome) if options[:record]
  next unless options[:ours]

  ours = RunTrial.new(the_case, File.join(place, 'trial')) do |arguments|
    said, status = Open3.capture2e(options[:ours], 'apply', '--modulepath', options[:modulepath], '--detailed-exitcodes', *arguments)
    File.write(log, said)
    status.exitstatus
  end.run
  problems = theirs.outcome.to_h.map { |name, text| [name, difference(text, ours.outcome.to_h[name].to_s)] }
  if options[:files]
    our_files = left_behind(ours.folder)
    problems += (their_files.keys | our_files.keys).map { |name| [name, difference(their_files[name].to_s, our_files[name].to_s)] }
  end
  problems = problems.reject { |_, text| text.empty? }
  unlike += 1 unless problems.empty?
  puts "#{problems.empty? ? 'same' : 'UNLIKE'} #{the_case.name}"
  problems.each { |name, text| puts "#{name}:\n#{text}" }
end
FileUtils.rm_rf(place) unless options[:keep]
puts "#{ARGV.length - unlike} of #{ARGV.length} same" if options[:ours]
exit(unlike.zero? ? 0 : 1)
