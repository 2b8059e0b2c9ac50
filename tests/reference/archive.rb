# frozen_string_literal: true

require 'digest'
require 'etc'
require 'fileutils'
require 'open3'

# An archive of packages that are installed in a root, made again from what they brought there (as dpkg-repack does):
# what is taken away from an overlay can be installed in it again, without a network and in the same version.
class Archive
  SCRIPTS = %w[preinst postinst prerm postrm config templates triggers shlibs symbols].freeze

  def initialize(base, folder)
    @base = base
    @folder = folder
    @status = File.read("#{base}/var/lib/dpkg/status").split("\n\n").to_h { |stanza| [stanza[/^Package: (.*)/, 1], stanza] }
  end

  def write(names)
    FileUtils.mkdir_p(@folder, mode: 0o755)
    File.write("#{@folder}/Packages", names.map { |name| add(name) }.join("\n"))
  end

  private

  # Makes a package; what the list of the archive says of it.
  def add(name)
    stanza = @status.fetch(name) { abort("#{name} is not installed in #{@base}") }
    control = "#{stanza.gsub(/^(Status|Config-Version): .*\n/, '').sub(/^Conffiles:\n( .*(\n|\z))+/, '').rstrip}\n"
    tree = "#{@folder}/#{name}.tree"
    listed(name).each { |path| copy(path, tree) }
    meta(name, stanza, control, "#{tree}/DEBIAN")
    file = "#{@folder}/#{name}.deb"
    out, status = Open3.capture2e('dpkg-deb', '--build', '-Znone', tree, file)
    abort(out) unless status.success?
    FileUtils.rm_rf(tree)
    "#{control}Filename: ./#{name}.deb\nSize: #{File.size(file)}\nSHA256: #{Digest::SHA256.file(file).hexdigest}\n"
  end

  def info(name, part)
    Dir.glob("#{@base}/var/lib/dpkg/info/{#{name},#{name}:*}.#{part}").first
  end

  def listed(name)
    File.readlines(info(name, 'list'), chomp: true).sort
  end

  def copy(path, tree)
    from = @base + path
    to = tree + path
    # `/lib` is a folder to a package, wherever it leads; what is not there was left out on purpose.
    return FileUtils.mkdir_p(to, mode: 0o755) if path.count('/') == 1 && File.directory?(from)
    return unless File.exist?(from) || File.symlink?(from)

    stat = File.lstat(from)
    stat.directory? ? FileUtils.mkdir_p(to) : FileUtils.copy_entry(from, to, true)
    return if stat.symlink?

    # What belongs to an account of its own was given to it by a script.
    File.chown(0, stat.gid < 100 ? stat.gid : 0, to)
    File.chmod(stat.mode & 0o7777, to)
  end

  def meta(name, stanza, control, folder)
    FileUtils.mkdir_p(folder, mode: 0o755)
    File.write("#{folder}/control", control)
    conffiles = stanza[/^Conffiles:\n((?: .*(?:\n|\z))+)/, 1].to_s.lines.reject { |line| line.include?(' obsolete') }.map { |line| "#{line.split[0]}\n" }
    File.write("#{folder}/conffiles", conffiles.join) unless conffiles.empty?
    SCRIPTS.each do |part|
      script = info(name, part)
      FileUtils.cp(script, "#{folder}/#{part}", preserve: true) if script
    end
  end
end
