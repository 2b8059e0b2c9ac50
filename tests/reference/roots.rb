# frozen_string_literal: true

# Applies cases twice in a root of Debian's with the reference and with ours, and compares what is left: files with
# their owners, modes and contents, what the runs say, and that the second changes nothing.
#
#   ruby tests/reference/roots.rb --base ROOT [--ours artifacts/bin/Cli/debug] [--record] cases/roots/*.case
#
# ROOT is an unpacked root with `puppet-agent` and the packages that the modules manage; nothing is written into it,
# each run has an overlay of its own, in namespaces that end with it. A case is prose, then sections: `modules` that it
# takes, `main.pp`, `prepare` for commands within the root, `between` for what is waited for before a second run,
# `changed.pp` that is applied after `main.pp`, twice too, `verify` for commands that show what came of it, `packages` that are not there at first and lie in an archive that the
# root takes its packages from. With --record what the reference says and leaves is written into the case; with
# --recorded ours is held against that, and neither the reference nor a kept answer is asked. It takes root.

require 'digest'
require 'fileutils'
require 'open3'
require 'optparse'
require 'tmpdir'
require_relative 'archive'
require_relative 'difference'

Encoding.default_external = Encoding::UTF_8

options = { dotnet: '/usr/share/dotnet', modules: '/usr/share/puppet/modules' }
OptionParser.new do |parser|
  parser.on('--base ROOT') { |value| options[:base] = value }
  parser.on('--modules FOLDER') { |value| options[:modules] = value }
  parser.on('--ours FOLDER') { |value| options[:ours] = File.expand_path(value) }
  parser.on('--dotnet FOLDER') { |value| options[:dotnet] = value }
  parser.on('--keep FOLDER', 'where answers of the reference are kept, and taken from') { |value| options[:keep] = value }
  parser.on('--ruby-providers') { options[:forced] = true }
  parser.on('--record') { options[:record] = true }
  parser.on('--recorded', 'ours is held against what the case has') { options[:recorded] = true }
  parser.on('--verbose') { options[:verbose] = true }
end.parse!

# One program's two runs in a root of its own.
class Run
  IGNORED = %w[
    var/log/ var/cache/ var/lib/dpkg/ var/lib/apt/ var/lib/puppet var/lib/mysql var/lib/postgresql var/lib/systemd
    var/lib/rabbitmq var/lib/bunraku run/ tmp/ var/tmp/ root/ archive mods ours dotnet etc/puppet/ etc/.pwd.lock etc/mtab
    dev/ proc/ sys/ var/spool/ etc/passwd etc/shadow etc/group etc/gshadow etc/subuid etc/subgid etc/ld.so.cache var/lib/ntp/ main.pp changed.pp etc/resolv.conf var/lib/collectd
  ].freeze

  def initialize(options, parts, program)
    @options = options
    @parts = parts
    @program = program
  end

  def answer
    Dir.mktmpdir('roots-') do |folder|
      %w[upper work root].each { |name| FileUtils.mkdir_p("#{folder}/#{name}") }
      manifests.each { |name| File.write("#{folder}/#{name}", @parts[name]) }
      Archive.new(@options[:base], "#{folder}/archive").write(packages) unless packages.empty?
      File.write("#{folder}/prepare.sh", "set -e\n#{without_packages}#{@parts['prepare']}")
      File.write("#{folder}/between.sh", @parts['between'].to_s)
      File.write("#{folder}/verify.sh", @parts['verify'].to_s)
      File.write("#{folder}/run.sh", script(folder))
      out, status = Open3.capture2e('unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', '--ipc', '--uts', 'sh', "#{folder}/run.sh")
      parts = out.split("=====RUN=====\n", -1)
      warn out if !status.success? || parts.length < 2 + 2 * manifests.length
      { logs: parts[1, 2 * manifests.length].map { |part| clean(part) }, verified: parts[1 + 2 * manifests.length].to_s.lines.map(&:chomp), raw: out, tree: tree("#{folder}/upper") }
    end
  end

  private

  # Each is applied twice, one after the other.
  def manifests
    %w[main.pp changed.pp].select { |name| @parts.key?(name) }
  end

  def command
    if @program == 'reference'
      'puppet apply --color=false --modulepath /mods'
    else
      "FACTER_root_home=/root DOTNET_ROOT=/dotnet /ours/bunraku apply --strict=warning #{'--ruby-providers ' if @options[:forced]}--modulepath /mods"
    end
  end

  def script(folder)
    <<~SH
      set -e
      r=#{folder}/root
      mount -t overlay overlay -o lowerdir=#{@options[:base]},upperdir=#{folder}/upper,workdir=#{folder}/work $r
      mount -t proc proc $r/proc
      mkdir -p $r/mods
      for d in null zero random urandom tty full; do touch $r/dev/$d; mount --bind /dev/$d $r/dev/$d; done
      mkdir -p $r/dev/shm
      mount -t tmpfs -o mode=1777 tmpfs $r/dev/shm
      mount -t tmpfs tmpfs $r/run
      mkdir -p $r/run/lock
      #{binds(folder).map { |from, to| "mkdir -p $r/#{to}; mount --bind #{from} $r/#{to}" }.join("\n  ")}
      cp #{folder}/*.pp $r/
      hostname root.example.com
      export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root
      ip link set lo up 2>/dev/null || true
      chroot $r sh -s < #{folder}/prepare.sh
      for m in #{manifests.join(' ')}; do
        for n in 1 2; do
          echo =====RUN=====
          chroot $r sh -c "#{command} /$m" 2>&1 </dev/null || true
          test $n = 2 || chroot $r sh < #{folder}/between.sh >/dev/null 2>&1 || true
        done
      done
      echo =====RUN=====
      chroot $r sh < #{folder}/verify.sh 2>&1 || true
    SH
  end

  def packages
    @parts['packages'].to_s.split
  end

  # The only source of packages is then the archive.
  def without_packages
    return '' if packages.empty?

    <<~SH
      export DEBIAN_FRONTEND=noninteractive
      rm -rf /etc/apt/sources.list.d/* /var/lib/apt/lists/*
      echo 'deb [trusted=yes] file:/archive ./' >/etc/apt/sources.list
      apt-get purge -q -y #{packages.join(' ')} >/dev/null 2>&1
      apt-get update -q >/dev/null
    SH
  end

  # Folders outside that are seen inside.
  def binds(folder)
    modules = @parts['modules'].to_s.split
    found = modules.to_h { |name| [module_folder(name), "mods/#{name}"] }
    found = { @options[:modules] => 'mods' } if modules.empty?
    found["#{folder}/archive"] = 'archive' unless packages.empty?
    @program == 'reference' ? found : found.merge(@options[:ours] => 'ours', @options[:dotnet] => 'dotnet')
  end

  # Debian's packages name the folders of some modules by their authors too.
  def module_folder(name)
    folders = [File.join(@options[:modules], name), *Dir.glob(File.join("#{@options[:modules]}.available", "*-#{name}"))]
    folders.find { |folder| File.directory?(folder) } || abort("there is no module #{name}")
  end

  def clean(output)
    lines = output.scrub.gsub(/\e\[[0-9;]*m/, '').lines.map(&:chomp).grep(/\A(Notice|Error|error)/)
    lines.reject! { |line| line =~ /Compiled catalog|Applied catalog|\AError: Facter/ }
    lines.reject! { |line| lines.any? { |other| other != line && other.end_with?(line.delete_prefix('Error: ')) } }
    lines.map { |line| plain(line) }.uniq.sort
  end

  # Without places in code, digests, names of files that lie aside, and what only ours tells.
  def plain(line)
    line.sub(/ \(\/[^ ]*\.rb:\d+\)/, '').sub(' --force-yes ', ' --allow-downgrades ').sub(/ \(file: .*\)\z/, '').sub(/ \(corrective\)\z/, '').gsub(/\{(md5|sha256)\}\h+/, '{sum}')
        .gsub(%r{/\.?([^/ ]+?)(20\d{6}-\d+-\w+|\.\d+\.\d+)(?=[ '])}, '/\1 aside').rstrip
  end

  def tree(upper)
    # What git keeps for itself tells when it was made.
    names = Dir.glob('**/*', File::FNM_DOTMATCH, base: upper).reject { |name| name.end_with?('/.') || name == '.' || name.include?('.git/') }
    names.reject { |name| IGNORED.any? { |prefix| "#{name}/".start_with?(prefix) || name.start_with?(prefix) } }.sort.map { |name| entry(upper, name) }.compact
  end

  def entry(upper, name)
    path = File.join(upper, name)
    stat = File.lstat(path)
    return "#{name} gone" if stat.chardev? && stat.rdev.zero?
    return nil if unchanged?(path, stat, File.join(@options[:base], name))
    return "#{name} -> #{File.readlink(path)}" if stat.symlink?

    return format("%s %s", name, stat.ftype) unless stat.file? || stat.directory?

    head = format('%s %o %s:%s', name, stat.mode & 0o7777, account(upper, 'passwd', stat.uid), account(upper, 'group', stat.gid))
    return File.exist?(File.join(@options[:base], name)) ? nil : "#{head} directory" if stat.directory?

    content = File.binread(path).gsub(/(at|on|Time:) .*\d\d:\d\d:\d\d.*/, 'TIME')
    "#{head}\n#{content.lines.map { |line| "  | #{line.chomp}" }.join("\n")}"
  end

  # What was written again as it was.
  def unchanged?(path, stat, before)
    return File.symlink?(before) && File.readlink(before) == File.readlink(path) if stat.symlink?
    return false unless stat.file? && File.file?(before) && !File.symlink?(before)

    was = File.lstat(before)
    [was.mode, was.uid, was.gid, was.size] == [stat.mode, stat.uid, stat.gid, stat.size] && FileUtils.identical?(path, before)
  end

  def account(upper, file, id)
    @accounts ||= {}
    names = @accounts[file] ||= [upper, @options[:base]].map { |root| "#{root}/etc/#{file}" }.find { |path| File.file?(path) }.then do |path|
      File.readlines(path).to_h { |line| line.split(':').values_at(2, 0) }
    end
    names.fetch(id.to_s, id)
  end
end

# What of an answer a case keeps: of long files the digest.
def short(entry)
  head, *lines = entry.lines.map(&:chomp)
  return entry if lines.length <= 16 && entry.dup.force_encoding('UTF-8').valid_encoding?

  "#{head} #{Digest::SHA256.hexdigest(lines.map { |line| "#{line.delete_prefix('  | ')}\n" }.join)}"
end

# What the runs say, of the manifest that is changed too.
LOGS = %w[log again changed unchanged].freeze
RECORDED = [*LOGS, 'files', 'verified'].freeze

def record(path, answer)
  text = File.read(path).sub(/^--- log$.*\z/m, '')
  parts = { **LOGS.zip(answer[:logs]).to_h.compact, 'files' => answer[:tree].map { |entry| short(entry) }, 'verified' => answer[:verified] }
  File.write(path, text + parts.map { |name, lines| "--- #{name}\n" + lines.map { |line| "#{line.dup.force_encoding('UTF-8')}\n" }.join }.join)
end

def sections(path)
  File.read(path).split(/^--- (.*)$\n/, -1).drop(1).each_slice(2).to_h
end


unlike = 0
ARGV.each do |path|
  all = sections(path)
  parts = all.reject { |name, _| RECORDED.include?(name) }
  name = File.basename(path, '.case')
  reference = nil
  began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  if options[:recorded]
    reference = RECORDED.to_h { |part| [part, all[part].to_s.lines.map(&:chomp)] }
    reference = { logs: reference.values_at(*LOGS), tree: reference['files'].slice_before(/\A(?!  \| )/).map { |lines| lines.join("\n") }, verified: reference['verified'] }
  end
  kept = options[:keep] && File.join(options[:keep], "#{name}.answer")
  key = parts.inspect
  reference ||= Marshal.load(File.binread(kept)) if kept && File.exist?(kept)
  if reference.nil? || reference.fetch(:key, key) != key
    reference = Run.new(options, parts, 'reference').answer.merge(key: key)
    File.binwrite(kept, Marshal.dump(reference)) if kept
  end
  record(path, reference) if options[:record]
  puts reference[:raw] if options[:verbose]
  next unless options[:ours]

  middle = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  ours = Run.new(options, parts, 'ours').answer
  ended = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  problems = []
  LOGS.each_with_index do |name, run|
    log = difference(reference[:logs][run] || [], ours[:logs][run] || [])
    problems << "#{name}:\n#{log}" unless log.empty?
  end
  tree = difference(reference[:tree], options[:recorded] ? ours[:tree].map { |entry| short(entry) } : ours[:tree])
  problems << "files:\n#{tree}" unless tree.empty?
  verified = difference(reference[:verified], ours[:verified])
  problems << "verified:\n#{verified}" unless verified.empty?
  unlike += 1 unless problems.empty?
  puts "#{problems.empty? ? 'same' : 'UNLIKE'} #{name} (#{(middle - began).round} s, ours #{(ended - middle).round} s; #{reference[:tree].length} files, lines of logs #{reference[:logs].map { |log| (log || []).length }.join(', ')})"
  puts problems
  puts ours[:raw] if options[:verbose]
  $stdout.flush
end
puts "#{ARGV.length - unlike} of #{ARGV.length} same"
exit(unlike.zero? ? 0 : 1)
