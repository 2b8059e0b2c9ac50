# Copies, moves, deletes and makes files and folders, as Ruby's library of that name does.
module FileUtils
  VERSION = '1.6.0'

  # The options that each function takes.
  OPT_TABLE = {
    cd: %i[verbose], chdir: %i[verbose],
    chmod: %i[noop verbose], chmod_R: %i[noop verbose force],
    chown: %i[noop verbose], chown_R: %i[noop verbose force],
    copy: %i[noop verbose preserve], cp: %i[noop verbose preserve],
    cp_lr: %i[noop verbose dereference_root remove_destination],
    cp_r: %i[noop verbose preserve dereference_root remove_destination],
    install: %i[noop verbose preserve mode owner group],
    link: %i[noop verbose force], ln: %i[noop verbose force],
    ln_s: %i[noop verbose force], ln_sf: %i[noop verbose], symlink: %i[noop verbose force],
    makedirs: %i[noop verbose mode], mkdir: %i[noop verbose mode], mkdir_p: %i[noop verbose mode],
    mkpath: %i[noop verbose mode],
    move: %i[noop verbose force secure], mv: %i[noop verbose force secure],
    remove: %i[noop verbose force], rm: %i[noop verbose force], rm_f: %i[noop verbose],
    rm_r: %i[noop verbose force secure], rm_rf: %i[noop verbose secure], rmtree: %i[noop verbose secure],
    rmdir: %i[noop verbose parents], safe_unlink: %i[noop verbose],
    touch: %i[noop verbose mtime nocreate]
  }.transform_keys(&:to_s).freeze

  def self.commands = OPT_TABLE.keys

  def self.options = OPT_TABLE.values.flatten.uniq.map(&:to_s)

  def self.options_of(command) = (OPT_TABLE[command.to_s] || []).map(&:to_s).sort

  def self.have_option?(command, option)
    known = OPT_TABLE[command.to_s] || raise(ArgumentError, "no such method: #{command}")
    known.include?(option)
  end

  def self.collect_method(option) = OPT_TABLE.keys.select { |command| OPT_TABLE[command].include?(option) }

  # What is no option of a function is a mistake; what is only to be told, or not to be done, is not done here.
  module Options
    OPT_TABLE.each do |name, known|
      define_method(name) do |*arguments, **options, &block|
        if (other = options.keys - known).any?
          raise ArgumentError, "unknown keyword#{'s' if other.length > 1}: #{other.map(&:inspect).join(', ')}"
        end

        told = options.delete(:verbose)
        Spoken.of(name, arguments, options) if told
        next (Spoken.list(arguments.last) if %w[mkdir_p mkpath makedirs].include?(name)) if options.delete(:noop)

        super(*arguments, **options, &block)
      end
    end
  end
  private_constant :Options

  # A call as the command of a shell.
  module Spoken
    FLAGS = {
      'mkdir_p' => 'mkdir -p', 'mkpath' => 'mkdir -p', 'makedirs' => 'mkdir -p', 'cp_r' => 'cp -r', 'cp_lr' => 'cp -lr',
      'rm_f' => 'rm -f', 'rm_r' => 'rm -r', 'rm_rf' => 'rm -rf', 'rmtree' => 'rm -rf', 'ln_s' => 'ln -s',
      'ln_sf' => 'ln -sf', 'symlink' => 'ln -s', 'link' => 'ln', 'move' => 'mv', 'remove' => 'rm', 'copy' => 'cp',
      'install' => 'install -c', 'safe_unlink' => 'safe_unlink', 'chmod_R' => 'chmod -R', 'chown_R' => 'chown -R',
      'chdir' => 'cd'
    }.freeze

    module_function

    def list(paths)
      [paths].flatten.map { |path| File.path_of(path) }
    end

    def of(name, arguments, options)
      words = [FLAGS.fetch(name, name)]
      words[0] += words[0].include?(' -') ? 'f' : ' -f' if options[:force] && name != 'chmod_R' && name != 'chown_R'
      words[0] += 'f' if options[:force] && %w[chmod_R chown_R].include?(name)
      words[0] += ' -p' if options[:preserve] && %w[cp copy cp_r install].include?(name)
      words << owners(options[:owner], options[:group]) if name == 'install'
      words << "-m #{mode(options[:mode])}" if options[:mode]
      case name
      when 'chmod', 'chmod_R' then words << mode(arguments[0]) && arguments = arguments.drop(1)
      when 'chown', 'chown_R'
        words << (arguments[1] ? "#{arguments[0]}:#{arguments[1]}" : arguments[0] || ':')
        arguments = arguments.drop(2)
      end
      STDERR.puts [*words, *list(arguments)].reject { |word| word.to_s.empty? }.join(' ')
    end

    def owners(owner, group)
      [owner && "-o #{owner}", group && "-g #{group}"].compact.join(' ')
    end

    def mode(value)
      value.is_a?(Integer) ? format('%o', value) : value.to_s
    end
  end
  private_constant :Spoken

  module_function

  def pwd
    Dir.pwd
  end

  alias getwd pwd
  module_function :getwd

  def cd(path, &block)
    Dir.chdir(path, &block)
  end

  alias chdir cd
  module_function :chdir

  def uptodate?(path, others)
    return false unless File.exist?(path)

    own = File.mtime(path)
    others.all? { |other| !File.exist?(other) || File.mtime(other) < own }
  end

  def mkdir(paths, mode: nil)
    fu_list(paths).each { |path| Dir.mkdir(path.chomp('/'), *mode) && fu_mode(mode, path) }
  end

  def mkdir_p(paths, mode: nil)
    fu_list(paths).each { |path| fu_make(path.length > 1 ? path.chomp('/') : path, mode) }
  end

  alias mkpath mkdir_p
  alias makedirs mkdir_p
  module_function :mkpath, :makedirs

  def rmdir(paths, parents: nil)
    fu_list(paths).each do |path|
      Dir.rmdir(path.chomp('/'))
      next unless parents

      path = File.dirname(path)
      until path == '.' || path == '/'
        break unless File.directory?(path) && Dir.empty?(path)

        Dir.rmdir(path)
        path = File.dirname(path)
      end
    end
  end

  def touch(paths, mtime: nil, nocreate: nil)
    fu_list(paths).each do |path|
      File.open(path, 'a').close unless nocreate || File.exist?(path)
      File.utime(mtime, mtime, path)
    end
  end

  def rm(paths, force: nil)
    fu_list(paths).each { |path| remove_file(path, force) }
  end

  alias remove rm
  module_function :remove

  def rm_f(paths)
    fu_list(paths).each { |path| remove_file(path, true) }
  end

  alias safe_unlink rm_f
  module_function :safe_unlink

  def rm_r(paths, force: nil, secure: nil)
    fu_list(paths).each { |path| remove_entry(path, force) }
  end

  def rm_rf(paths, secure: nil)
    fu_list(paths).each { |path| remove_entry(path, true) }
  end

  alias rmtree rm_rf
  module_function :rmtree

  def remove_entry(path, force = false)
    path = File.path_of(path)
    Bunraku.told_of('apply2files', path) do
      raise Errno::ENOENT, 'No such file or directory' unless File.look(path, false)

      HostDoor.delete_tree(path)
    end
    nil
  rescue SystemCallError
    raise unless force
  end

  alias remove_entry_secure remove_entry
  alias remove_dir remove_entry
  module_function :remove_entry_secure, :remove_dir

  def remove_file(path, force = false)
    File.delete(path)
  rescue SystemCallError
    raise unless force
  end

  def cp(sources, target, preserve: nil)
    fu_each(sources, target) { |from, to| copy_file(from, to, preserve) }
  end

  alias copy cp
  module_function :copy

  def cp_r(sources, target, preserve: nil, dereference_root: true, remove_destination: nil)
    fu_each(sources, target) { |from, to| copy_entry(from, to, preserve, dereference_root, remove_destination) }
  end

  def cp_lr(sources, target, dereference_root: true, remove_destination: false)
    fu_each(sources, target) { |from, to| link_entry(from, to, dereference_root, remove_destination) }
  end

  def copy_file(source, target, preserve = false, _dereference = true)
    fu_copy(source, target)
    fu_keep(source, target) if preserve
    nil
  end

  def copy_entry(source, target, preserve = false, dereference_root = false, remove_destination = false)
    source = File.realpath(source) if dereference_root
    fu_walk(source, target) do |from, to|
      HostDoor.delete_tree(File.path_of(to)) if remove_destination && File.look(to, false) && !File.directory?(from)
      fu_place(from, to)
    end
    fu_walk(source, target) { |from, to| fu_keep(from, to) } if preserve
    nil
  end

  def link_entry(source, target, dereference_root = false, remove_destination = false)
    source = File.realpath(source) if dereference_root
    fu_walk(source, target) do |from, to|
      remove_file(to, true) if remove_destination && !File.directory?(from)
      File.directory?(from) && !File.symlink?(from) ? File.directory?(to) || Dir.mkdir(to) : File.link(from, to)
    end
    nil
  end

  def copy_stream(from, to)
    IO.copy_stream(from, to)
  end

  def mv(sources, target, force: nil, secure: nil)
    fu_each(sources, target) do |from, to|
      raise Errno::EEXIST, to if File.directory?(to) && !File.directory?(from)

      begin
        File.rename(from, to)
      rescue Errno::EXDEV
        copy_entry(from, to, true)
        remove_entry(from)
      end
    rescue SystemCallError
      raise unless force
    end
  end

  alias move mv
  module_function :move

  def ln(sources, target, force: nil)
    fu_each(sources, target, checks: false) do |from, to|
      remove_file(to, true) if force
      File.link(from, to)
    end
  end

  alias link ln
  module_function :link

  def ln_s(sources, target, force: nil)
    fu_each(sources, target, checks: false) do |from, to|
      remove_file(to, true) if force
      File.symlink(from, to)
    end
  end

  alias symlink ln_s
  module_function :symlink

  def ln_sf(sources, target)
    fu_each(sources, target, checks: false) do |from, to|
      remove_file(to, true)
      File.symlink(from, to)
    end
  end

  def install(source, target, mode: nil, owner: nil, group: nil, preserve: nil)
    fu_each(source, target) do |from, to|
      known = File.stat(from)
      unless File.exist?(to) && compare_file(from, to)
        remove_file(to, true)
        copy_file(from, to)
      end
      HostDoor.utime(File.path_of(to), Bunraku.moment(known.atime), Bunraku.moment(known.mtime)) if preserve
      if mode
        File.chmod(fu_mode_of(mode, from), to)
      else
        File.chmod(known.mode & 0o7777 & ~File.umask, to) unless File.stat(to).mode == known.mode
      end
      File.chown(fu_uid(owner), fu_gid(group), to) if owner || group
    end
  end

  def chmod(mode, paths)
    fu_list(paths).each { |path| File.chmod(fu_mode_of(mode, path), path) }
  end

  def chmod_R(mode, paths, force: nil)
    fu_list(paths).each do |path|
      fu_below(path) { |one| File.chmod(fu_mode_of(mode, one), one) unless File.symlink?(one) }
    rescue SystemCallError
      raise unless force
    end
  end

  def chown(user, group, paths)
    uid = fu_uid(user)
    gid = fu_gid(group)
    fu_list(paths).each { |path| File.chown(uid, gid, path) }
  end

  def chown_R(user, group, paths, force: nil)
    uid = fu_uid(user)
    gid = fu_gid(group)
    fu_list(paths).each do |path|
      fu_below(path) { |one| File.lchown(uid, gid, one) }
    rescue SystemCallError
      raise unless force
    end
  end

  def compare_file(one, other)
    return false unless File.size(one) == File.size(other)

    File.binread(one) == File.binread(other)
  end

  alias cmp compare_file
  alias identical? compare_file
  module_function :cmp, :identical?

  def compare_stream(one, other)
    one.read == other.read
  end

  def fu_list(paths)
    [paths].flatten.map { |path| File.path_of(path) }
  end

  # Each source with the place it goes to: the target itself, or within it.
  def fu_each(sources, target, checks: true)
    target = File.path_of(target)
    pair = lambda do |source, to|
      raise ArgumentError, "same file: #{source} and #{to}" if checks && File.identical?(source, to)

      yield source, to
    end
    if sources.is_a?(Array)
      sources.map { |source| File.path_of(source) }.each { |one| pair.call(one, File.join(target, File.basename(one))) }
      return
    end

    source = File.path_of(sources)
    pair.call(source, File.directory?(target) ? File.join(target, File.basename(source)) : target)
  end

  def fu_make(path, mode)
    return if File.directory?(path)

    parent = File.dirname(path)
    fu_make(parent, mode) unless File.exist?(parent)
    Dir.mkdir(path, *mode)
    fu_mode(mode, path)
  rescue Errno::ENOTDIR
    raise Errno::EEXIST, "File exists @ dir_s_mkdir - #{parent}"
  end

  def fu_mode(mode, path)
    File.chmod(mode, path) if mode
  end

  def fu_copy(source, target)
    text = File.binread(source)
    File.open(target, 'wb', File.stat(source).mode & 0o777) { |to| to.write(text) }
  end

  # One entry of a tree: a link stays a link, a folder is made.
  def fu_place(from, to)
    case File.ftype(from)
    when 'directory' then File.directory?(to) || Dir.mkdir(to, File.stat(from).mode & 0o777)
    when 'link'
      remove_file(to, true)
      File.symlink(File.readlink(from), to)
    when 'fifo' then File.mkfifo(to)
    when 'file' then fu_copy(from, to)
    else raise ArgumentError, "cannot handle #{File.ftype(from)}: #{from}"
    end
  end

  def fu_keep(from, to)
    known = File.lstat(from)
    return if known.symlink?

    File.utime(known.atime, known.mtime, to)
    File.chown(known.uid, known.gid, to)
    File.chmod(known.mode & 0o7777, to)
  end

  # A tree with the places that its entries have in another.
  def fu_walk(from, to, &block)
    block.call(from, to)
    return if File.symlink?(from) || !File.directory?(from)

    Dir.children(from).each { |name| fu_walk(File.join(from, name), File.join(to, name), &block) }
  end

  def fu_below(path, &block)
    block.call(path)
    return if File.symlink?(path) || !File.directory?(path)

    Dir.children(path).each { |name| fu_below(File.join(path, name), &block) }
  end

  # A number, or changes of what a file has (`u+x`).
  def fu_mode_of(mode, path)
    return mode unless mode.is_a?(String)

    unless mode.match?(/\A[ugoa]*[-+=][rwxXstugo]*([-+=][rwxXstugo]*)*(,[ugoa]*[-+=][rwxXstugo]*([-+=][rwxXstugo]*)*)*\z/)
      raise ArgumentError, "invalid file mode: #{mode}"
    end

    known = File.stat(path)
    mode.split(',').reduce(known.mode & 0o7777) do |bits, clause|
      who = clause[/\A[ugoa]*/]
      clause[who.length..].scan(/([-+=])([^-+=]*)/).reduce(bits) do |now, (sign, letters)|
        fu_changed(now, who.empty? || who.include?('a') ? 'ugo' : who, sign, letters, known.directory?)
      end
    end
  end

  def fu_changed(bits, who, sign, letters, folder)
    who = who.chars.uniq
    mask = who.sum { |one| { 'u' => 0o4700, 'g' => 0o2070, 'o' => 0o1007 }[one] }
    added = letters.each_char.reduce(0) do |sum, letter|
      sum | case letter
            when 'r' then 0o444
            when 'w' then 0o222
            when 'x' then 0o111
            when 'X' then folder ? 0o111 : 0
            when 's' then 0o6000
            when 't' then 0o1000
            else (bits >> { 'u' => 6, 'g' => 3, 'o' => 0 }[letter] & 7) * 0o111
            end
    end
    case sign
    when '+' then bits | added & mask
    when '-' then bits & ~(added & mask)
    else bits & ~mask | added & mask
    end
  end

  def fu_uid(user)
    return user if user.nil? || user.is_a?(Integer)

    user.to_s.match?(/\A\d+\z/) ? user.to_i : Etc.getpwnam(user.to_s).uid
  end

  def fu_gid(group)
    return group if group.nil? || group.is_a?(Integer)

    group.to_s.match?(/\A\d+\z/) ? group.to_i : Etc.getgrnam(group.to_s).gid
  end

  private_class_method(*singleton_methods.grep(/\Afu_/))
  singleton_class.prepend(Options)
  prepend(Options)

  # The same functions with an option that holds for each call.
  { Verbose: { verbose: true }, NoWrite: { noop: true }, DryRun: { noop: true, verbose: true } }.each do |name, always|
    made = Module.new do
      include FileUtils

      OPT_TABLE.each do |command, known|
        define_method(command) do |*arguments, **options, &block|
          super(*arguments, **always.slice(*known), **options, &block)
        end
      end
      extend self
    end
    const_set(name, made)
  end
end
