# frozen_string_literal: true

# Applies cases twice in a root of Debian's with the reference and with ours, and compares what is left: files with
# their owners, modes and contents, what the runs say, and that the second changes nothing.
#
#   ruby tests/reference/roots.rb --base ROOT --modules FOLDER --ours artifacts/bin/Cli/debug cases/roots/*.case
#
# ROOT is an unpacked root with `puppet-agent` and the packages that the modules manage; nothing is written into it,
# each run has an overlay of its own, in namespaces that end with it. FOLDER holds the modules. A case is prose, then
# sections: `main.pp`, `prepare` for commands within the root, `verify` for commands that show what came of it. It takes root.

require 'etc'
require 'fileutils'
require 'open3'
require 'optparse'
require 'tmpdir'

options = { runs: %w[reference ours], dotnet: '/usr/share/dotnet' }
OptionParser.new do |parser|
  parser.on('--base ROOT') { |value| options[:base] = value }
  parser.on('--modules FOLDER') { |value| options[:modules] = value }
  parser.on('--ours FOLDER') { |value| options[:ours] = File.expand_path(value) }
  parser.on('--dotnet FOLDER') { |value| options[:dotnet] = value }
  parser.on('--keep FOLDER', 'where answers of the reference are kept, and taken from') { |value| options[:keep] = value }
  parser.on('--ruby-providers') { options[:forced] = true }
  parser.on('--verbose') { options[:verbose] = true }
end.parse!

# One program's two runs in a root of its own.
class Run
  IGNORED = %w[
    var/log/ var/cache/ var/lib/dpkg/ var/lib/apt/ var/lib/puppet var/lib/mysql var/lib/postgresql var/lib/systemd
    var/lib/rabbitmq var/lib/bunraku run/ tmp/ var/tmp/ root/ mods ours dotnet etc/puppet/ etc/.pwd.lock etc/mtab
    dev/ proc/ sys/ var/spool/ etc/ld.so.cache var/lib/ntp/ main.pp etc/resolv.conf var/lib/collectd
  ].freeze

  def initialize(options, manifest, preparation, verification, program)
    @verification = verification
    @options = options
    @manifest = manifest
    @preparation = preparation
    @program = program
  end

  def answer
    Dir.mktmpdir('roots-') do |folder|
      %w[upper work root].each { |name| FileUtils.mkdir_p("#{folder}/#{name}") }
      File.write("#{folder}/main.pp", @manifest)
      File.write("#{folder}/prepare.sh", "set -e\n#{@preparation}")
      File.write("#{folder}/verify.sh", @verification.to_s)
      File.write("#{folder}/run.sh", script(folder))
      out, status = Open3.capture2e('unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', '--ipc', '--uts', 'sh', "#{folder}/run.sh")
      parts = out.split("=====RUN=====\n")
      warn out if !status.success? || parts.length < 4
      { logs: parts[1, 2].map { |part| clean(part) }, verified: parts[3].to_s.lines.map(&:chomp), raw: out, tree: tree("#{folder}/upper") }
    end
  end

  private

  def command
    if @program == 'reference'
      'puppet apply --color=false --modulepath /mods /main.pp'
    else
      "FACTER_root_home=/root DOTNET_ROOT=/dotnet /ours/bunraku apply --strict=warning #{'--ruby-providers ' if @options[:forced]}--modulepath /mods /main.pp"
    end
  end

  def script(folder)
    <<~SH
      set -e
      r=#{folder}/root
      mount -t overlay overlay -o lowerdir=#{@options[:base]},upperdir=#{folder}/upper,workdir=#{folder}/work $r
      mount -t proc proc $r/proc
      mkdir -p $r/mods $r/ours $r/dotnet
      for d in null zero random urandom tty full; do touch $r/dev/$d; mount --bind /dev/$d $r/dev/$d; done
      mkdir -p $r/dev/shm
      mount -t tmpfs -o mode=1777 tmpfs $r/dev/shm
      mount -t tmpfs tmpfs $r/run
      mkdir -p $r/run/lock
      mount --bind #{@options[:modules]} $r/mods
      mount --bind #{@options[:ours]} $r/ours
      mount --bind #{@options[:dotnet]} $r/dotnet
      cp #{folder}/main.pp $r/main.pp
      hostname root.example.com
      export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root
      ip link set lo up 2>/dev/null || true
      chroot $r sh -s < #{folder}/prepare.sh
      for n in 1 2; do echo =====RUN=====; chroot $r sh -c '#{command}' 2>&1 </dev/null || true; done
      echo =====RUN=====
      chroot $r sh < #{folder}/verify.sh 2>&1 || true
    SH
  end

  def clean(output)
    lines = output.gsub(/\e\[[0-9;]*m/, '').lines.map(&:chomp).grep(/\A(Notice|Error|error)/)
    lines.reject! { |line| line =~ /Compiled catalog|Applied catalog|\AError: Facter/ }
    lines.reject! { |line| lines.any? { |other| other != line && other.end_with?(line.delete_prefix('Error: ')) } }
    lines.map { |line| line.sub(/ \(\/[^ ]*\.rb:\d+\)/, '').sub(/ \(file: .*\)\z/, '').gsub(/\{(md5|sha256)\}\h+/, '{sum}') }.uniq.sort
  end

  def tree(upper)
    names = Dir.glob('**/*', File::FNM_DOTMATCH, base: upper).reject { |name| name.end_with?('/.') || name == '.' }
    names.reject { |name| IGNORED.any? { |prefix| "#{name}/".start_with?(prefix) || name.start_with?(prefix) } }.sort.map { |name| entry(upper, name) }.compact
  end

  def entry(upper, name)
    path = File.join(upper, name)
    stat = File.lstat(path)
    return "#{name} gone" if stat.chardev? && stat.rdev.zero?
    return "#{name} -> #{File.readlink(path)}" if stat.symlink?

    return format("%s %s", name, stat.ftype) unless stat.file? || stat.directory?

    head = format('%s %o %d:%d', name, stat.mode & 0o7777, stat.uid, stat.gid)
    return File.exist?(File.join(@options[:base], name)) ? nil : "#{head} directory" if stat.directory?

    content = File.binread(path).gsub(/(at|Time:) .*\d\d:\d\d:\d\d.*/, 'TIME')
    "#{head}\n#{content.lines.map { |line| "  | #{line.chomp}" }.join("\n")}"
  end
end

def difference(one, other)
  Dir.mktmpdir do |folder|
    [['reference', one], ['ours', other]].each { |name, lines| File.binwrite(File.join(folder, name), lines.join("\n") + "\n") }
    Open3.capture2('diff', '-a', '-u', File.join(folder, 'reference'), File.join(folder, 'ours')).first.lines.drop(2).join
  end
end

def sections(path)
  File.read(path).split(/^--- (.*)$\n/).drop(1).each_slice(2).to_h
end

unlike = 0
ARGV.each do |path|
  parts = sections(path)
  name = File.basename(path, '.case')
  began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  kept = options[:keep] && File.join(options[:keep], "#{name}.answer")
  key = parts.inspect
  reference = kept && File.exist?(kept) ? Marshal.load(File.binread(kept)) : nil
  if reference.nil? || reference[:key] != key
    reference = Run.new(options, parts['main.pp'], parts['prepare'], parts['verify'], 'reference').answer.merge(key: key)
    File.binwrite(kept, Marshal.dump(reference)) if kept
  end
  middle = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  ours = Run.new(options, parts['main.pp'], parts['prepare'], parts['verify'], 'ours').answer
  ended = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  problems = []
  2.times do |run|
    log = difference(reference[:logs][run] || [], ours[:logs][run] || [])
    problems << "log of run #{run + 1}:\n#{log}" unless log.empty?
  end
  tree = difference(reference[:tree], ours[:tree])
  problems << "files:\n#{tree}" unless tree.empty?
  verified = difference(reference[:verified], ours[:verified])
  problems << "verified:\n#{verified}" unless verified.empty?
  unlike += 1 unless problems.empty?
  puts "#{problems.empty? ? 'same' : 'UNLIKE'} #{name} (#{(middle - began).round} s, ours #{(ended - middle).round} s; #{reference[:tree].length} files, #{(reference[:logs][0] || []).length} lines, again #{(reference[:logs][1] || []).length})"
  puts problems
  puts ours[:raw] if options[:verbose]
  $stdout.flush
end
puts "#{ARGV.length - unlike} of #{ARGV.length} same"
exit(unlike.zero? ? 0 : 1)
