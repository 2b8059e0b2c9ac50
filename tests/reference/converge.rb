# frozen_string_literal: true

# Applies cases with the reference and with ours to the same folder, twice each, and compares what is left:
# files with their contents and modes, the log of the first run, and that the second changes nothing.
#
#   ruby tests/reference/converge.rb --ours artifacts/bin/Cli/debug/bunraku --modulepath /usr/share/puppet/modules \
#     cases/converge/*.case
#
# A case is prose, then sections: `main.pp` (`%{root}` is the folder), `file: PATH` for what is there before (with a
# mode behind the path when it is not 0644), `module: PATH` for a file of a module that is the case's own, `prepare`
# for commands that make what is there, `leave-out: PREFIX` for paths that are nobody's concern. `--record` writes what the reference says and leaves into each case,
# as `log`, `files` and `again` (the log of a second run): `./check` holds ours against that.

require 'fileutils'
require 'open3'
require 'optparse'
require 'tmpdir'
require_relative 'difference'

Case = Struct.new(:name, :manifest, :files, :modules, :preparation, :left_out) do
  def self.read(path)
    sections = File.read(path).split(/^--- (.*)$\n?/)
    files = {}
    manifest = ''
    modules = {}
    preparation = nil
    left_out = []
    sections.drop(1).each_slice(2) do |name, body|
      case name
      when 'main.pp' then manifest = body
      when /\Afile: (.*)/ then files[Regexp.last_match(1)] = body.to_s
      when /\Amodule: (.*)/ then modules[Regexp.last_match(1)] = body.to_s
      when /\Aleave-out: (.*)/ then left_out << Regexp.last_match(1)
      when 'prepare' then preparation = body
      end
    end
    new(File.basename(path, '.case'), manifest, files, modules, preparation, left_out)
  end
end

# One program on one case: its log and the tree after each of two runs.
class Trial
  attr_reader :logs, :trees, :root

  def initialize(the_case, root, command)
    @case = the_case
    @root = root
    @command = command
    @logs = []
    @trees = []
  end

  def run
    prepare
    2.times do
      output, = Open3.capture2e(*@command, '-e', @case.manifest.gsub('%{root}', @root))
      @logs << clean(output)
      @trees << tree
    end
    self
  end

  private

  def prepare
    FileUtils.rm_rf(@root)
    FileUtils.mkdir_p(@root)
    File.umask(0o022)
    @case.files.each do |name, text|
      name, mode = name.split(' ')
      path = File.join(@root, name)
      FileUtils.mkdir_p(File.dirname(path))
      File.write(path, text)
      File.chmod(mode.to_i(8), path) if mode
    end
    FileUtils.rm_rf("#{@root}-modules")
    @case.modules.each do |name, text|
      path = File.join("#{@root}-modules", name)
      FileUtils.mkdir_p(File.dirname(path))
      File.write(path, text.gsub('%{root}', @root))
    end
    system(@case.preparation.gsub('%{root}', @root), exception: true) if @case.preparation
  end

  def clean(output)
    lines = output.gsub(/\e\[[0-9;]*m/, '').lines.map(&:chomp).reject do |line|
      line =~ /Compiled catalog|Applied catalog|Warning: .*(deprecat|stdlib|Facter)|^\s|^Error: Facter|^$|^[-+@]/i
    end
    # What a failed change says is told twice by the reference.
    lines.reject! { |line| lines.any? { |other| other != line && other.end_with?(line.delete_prefix('Error: ')) } }
    # Errors come by another stream: their place among the others says nothing.
    lines.map { |line| line.sub(/ \(file: .*\)\z/, '').gsub(@root, '%{root}') }.sort
  end

  def left_out?(name)
    name.end_with?('.') || name.include?('.git/') || @case.left_out.any? { |prefix| name.start_with?(prefix) }
  end

  def tree
    Dir.glob('**/*', File::FNM_DOTMATCH, base: @root).reject { |name| left_out?(name) }.sort.map do |name|
      path = File.join(@root, name)
      stat = File.lstat(path)
      content = stat.symlink? ? File.readlink(path) : (stat.file? ? File.binread(path) : stat.ftype)
      [name, format('%o', stat.mode & 0o7777), content.gsub(/(at|Time:) .*\d\d:\d\d:\d\d.*/, 'TIME')]
    end
  end
end

options = { modulepath: '/usr/share/puppet/modules' }
OptionParser.new do |parser|
  parser.on('--ours PROGRAM') { |value| options[:ours] = value }
  parser.on('--modulepath PATH') { |value| options[:modulepath] = value }
  parser.on('--ruby') { options[:ruby] = true }
  parser.on('--record') { options[:record] = true }
  parser.on('--verbose') { options[:verbose] = true }
end.parse!

# A case with what the reference says and leaves.
def record(path, trial)
  text = File.read(path).sub(/^--- log$.*\z/m, '')
  text += "\n" unless text.end_with?("\n")
  files = trial.trees.last.map { |name, mode, content| "#{name} #{mode} #{content.gsub(trial.root, '%{root}').dump[1..-2].gsub('\\#', '#')}".rstrip }
  { 'log' => trial.logs[0], 'files' => files, 'again' => trial.logs[1] }.each do |name, lines|
    text += "--- #{name}\n" + lines.map { |line| "#{line}\n" }.join
  end
  File.write(path, text)
end

unlike = 0
ARGV.each do |path|
  the_case = Case.read(path)
  root = File.join(Dir.tmpdir, "converge-root-#{Process.pid}")
  path_of_modules = "#{root}-modules:#{options[:modulepath]}"
  reference = Trial.new(the_case, root, ['puppet', 'apply', '--color=false', '--modulepath', path_of_modules]).run
  record(path, reference) if options[:record]
  next unless options[:ours]

  force = options[:ruby] ? ['--ruby-providers'] : []
  ours = Trial.new(the_case, root, [options[:ours], 'apply', *force, '--modulepath', path_of_modules]).run
  problems = []
  2.times do |run|
    log = difference(reference.logs[run], ours.logs[run])
    tree = difference(reference.trees[run].map(&:inspect), ours.trees[run].map(&:inspect))
    problems << "log of run #{run + 1}:\n#{log}" unless log.empty?
    problems << "files after run #{run + 1}:\n#{tree}" unless tree.empty?
  end
  problems << "ours changes something in its second run:\n#{ours.logs[1].join("\n")}" unless ours.logs[1].grep(/Notice: .*(changed|created|removed)/).empty? || ours.logs[1] == reference.logs[1]
  unlike += 1 unless problems.empty?
  puts "#{problems.empty? ? 'same' : 'UNLIKE'} #{the_case.name}"
  puts reference.logs[0].map { |line| "  #{line}" } if options[:verbose]
  puts problems
end
FileUtils.rm_rf(['', '-modules'].map { |part| File.join(Dir.tmpdir, "converge-root-#{Process.pid}#{part}") })
puts "#{ARGV.length - unlike} of #{ARGV.length} same"
exit(unlike.zero? ? 0 : 1)
