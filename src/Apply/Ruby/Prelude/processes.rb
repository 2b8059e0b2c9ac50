module Bunraku
  # A program as Ruby's functions take it: variables, words, options; what it prints goes where these say.
  class Command
    # What becomes of programs that run beside the code, by their numbers.
    RUNNING = {}

    attr_reader :status, :out, :err

    def self.wait(pid, patient)
      done = pid ? RUNNING[pid] : RUNNING.values.find(&:status)
      if done.nil? || done.status.nil?
        raise Errno::ECHILD unless HostDoor.child?(pid)
        return unless (row = HostDoor.wait(pid, patient))

        done = RUNNING[row[4]]
        done.ended(row)
      end
      RUNNING.delete(done.status.pid)
      $? = done.status
    end

    # Words of which the first is a program, and never a line for the shell.
    def self.unshelled(words)
      words.map { |word| word.equal?(words.grep(String).first) ? [word, word] : word }
    end

    def initialize(words, options = {}, input: nil)
      words = words.dup
      @variables = words.first.is_a?(Hash) ? words.shift : {}
      @options = words.last.is_a?(Hash) ? words.pop.merge(options) : options
      raise ArgumentError, 'wrong number of arguments (given 0, expected 1+)' if words.empty?

      @is_line = words.length == 1 && words.first.is_a?(String)
      @words = words.map { |word| File.path_of(word.is_a?(Array) ? word.first : word) }
      @input = input
      @caught = {}
    end

    # What an output is caught for, and not passed on.
    def catch(*names, together: false)
      names.each { |name| @caught[name] = true }
      @together = together
      self
    end

    def run
      ended(within { HostDoor.run(command, given) })
      self
    end

    def start
      raise Errno::ENOENT, program if missing?

      pid = within { HostDoor.start(command, given) }
      RUNNING[pid] = self
      @pid = pid
      targets.grep(PipeWriter).each { |pipe| pipe.feeders << self }
      pid
    end

    # Waits for a program that was started: who asks for its status later is told.
    def finish
      ended(HostDoor.wait(@pid, true)) unless @status
    end

    # Whether no shell is asked, and there is no such program.
    def missing?
      @is_line ? Bunraku.nameless?(@words.first) : !Puppet::Util.which(@words.first)
    end

    def ended(row)
      code, @out, @err, signal, pid = row
      raise Errno::ENOENT, program if code == 127 && @is_line && Bunraku.nameless?(@words.first)

      @status = $? = Process::Status.new(code, signal, pid)
      pass(:out, STDOUT, @out)
      pass(:err, STDERR, @err) unless merged?
      @status
    end

    def line
      @words.first
    end

    # The program's name, which a line begins with.
    def program
      @is_line ? @words.first[/\S+/] : @words.first
    end

    private

    def within
      folder = @options[:chdir]
      raise Errno::ENOENT, File.path_of(folder) if folder && !File.directory?(folder)

      yield
    rescue Errno::ENOENT => e
      raise e.class, e.message.include?(' - ') ? e.message[/ - (.*)/, 1] : program
    end

    def command
      @is_line ? @words.first : @words
    end

    def given
      folder = @options[:chdir]
      variables = @options[:unsetenv_others] ? ENV.to_h.transform_values { nil }.merge(@variables) : @variables
      { environment: variables, cwd: folder && File.expand_path(folder), split: !merged?, stdin: input }
    end

    def input
      source = option(:in, STDIN)
      case source
      when String then File.read(source)
      when Array then File.read(source.first)
      when nil, :close, STDIN, 0 then @input
      else source.respond_to?(:read) ? source.read : @input
      end
    end

    # Where a stream goes by the options; nil when they say nothing of it.
    def option(name, usual)
      found = @options.find { |key, _| [key].flatten.any? { |one| [name, usual.fileno, usual].include?(one) } }
      found && found[1]
    end

    def targets
      [option(:out, STDOUT), option(:err, STDERR)]
    end

    # Whether both outputs go to one place, in the order they are written.
    def merged?
      return true if @together

      out = option(:out, STDOUT)
      err = option(:err, STDERR)
      return false if err.nil?

      err == [:child, :out] || !@caught[:out] && (err.equal?(out) || out.nil? && [:out, 1, STDOUT].include?(err))
    end

    def pass(name, usual, text)
      target = option(name, usual)
      return if @caught[name] && target.nil?

      case target
      when nil then usual.write(text)
      when String then File.binwrite(target, text)
      when Array then target.first == :child ? usual.write(text) : File.open(*target) { |file| file.write(text) }
      when :out, 1 then STDOUT.write(text)
      when :err, 2 then STDERR.write(text)
      when :close then nil
      when PipeWriter then target.string << text
      else target.write(text)
      end
    end
  end

  # A process that is written to and read from: it runs when its output is first asked for, with what was written
  # to it before.
  class Pipe < IO
    def initialize(words, mode, options)
      @command = Command.new(words, options).catch(:out)
      raise Errno::ENOENT, @command.program if @command.missing?

      @command = Command.new(words, options) unless mode.match?(/r|\+/)
      @words = words
      @options = options
      @reads = mode.match?(/r|\+/) ? nil : false
      @input = +''
      @string = +''
      @pos = @lineno = 0
      @writes = mode.match?(/[wa+]/)
    end

    def pid
      @command.status&.pid || Process.pid
    end

    def write(*texts)
      raise IOError, 'not opened for writing' unless @writes

      texts.sum { |text| (@input << text.to_s) && text.to_s.bytesize }
    end

    def close_write
      @writes = false
      run
      nil
    end

    def run
      return if @has_run

      @has_run = true
      @command = Command.new(@words, @options, input: @input)
      @command.catch(:out) unless @reads == false
      @string = @command.run.out
    end

    def eof?
      run
      super
    end

    alias eof eof?

    def close
      run
      @closed = true
      nil
    end

    def inspect = "#<IO:fd #{fileno}>"

    private

    def __check
      super
      run
    end
  end
end

module Process
  class Status
    attr_reader :exitstatus, :termsig, :pid

    def self.wait(pid = -1, flags = 0)
      Process.wait(pid, flags) && $?
    rescue Errno::ECHILD
      new(0, nil, -1)
    end

    def initialize(code, signal = nil, pid = Process.pid)
      @exitstatus = code unless signal
      @termsig = signal
      @pid = pid
    end

    def success?
      @termsig ? nil : @exitstatus == 0
    end

    def exited?
      !@termsig
    end

    def signaled?
      !exited?
    end

    def stopped?
      false
    end

    def stopsig
      nil
    end

    def coredump?
      false
    end

    def to_i
      @termsig || @exitstatus << 8
    end

    def >>(bits)
      to_i >> bits
    end

    def &(bits)
      to_i & bits
    end

    def ==(other)
      to_i == (other.is_a?(Status) ? other.to_i : other)
    end

    def to_s
      "pid #{pid} #{@termsig ? "SIG#{Signal.signame(@termsig)} (signal #{@termsig})" : "exit #{@exitstatus}"}"
    end

    def inspect
      "#<Process::Status: #{self}>"
    end
  end

  # The thread that waits for a process to end.
  class Waiter < Thread
    attr_reader :pid

    def self.for(pid)
      made = new { Process.wait2(pid)[1] }
      made.instance_variable_set(:@pid, pid)
      made
    end
  end

  Tms = Struct.new(:utime, :stime, :cutime, :cstime)

  CLOCK_REALTIME = 0
  CLOCK_MONOTONIC = 1
  CLOCK_PROCESS_CPUTIME_ID = 2
  CLOCK_THREAD_CPUTIME_ID = 3
  CLOCK_MONOTONIC_RAW = 4
  CLOCK_REALTIME_COARSE = 5
  CLOCK_MONOTONIC_COARSE = 6
  CLOCK_BOOTTIME = 7
  CLOCK_REALTIME_ALARM = 8
  CLOCK_BOOTTIME_ALARM = 9
  CLOCK_TAI = 11
  WNOHANG = 1
  WUNTRACED = 2
  PRIO_PROCESS = 0
  PRIO_PGRP = 1
  PRIO_USER = 2
  RLIM_INFINITY = 18_446_744_073_709_551_615
  RLIM_SAVED_CUR = RLIM_INFINITY
  RLIM_SAVED_MAX = RLIM_INFINITY
  LIMITS = {
    CPU: 'Max cpu time', FSIZE: 'Max file size', DATA: 'Max data size', STACK: 'Max stack size',
    CORE: 'Max core file size', RSS: 'Max resident set', NPROC: 'Max processes', NOFILE: 'Max open files',
    MEMLOCK: 'Max locked memory', AS: 'Max address space', LOCKS: 'Max file locks', SIGPENDING: 'Max pending signals',
    MSGQUEUE: 'Max msgqueue size', NICE: 'Max nice priority', RTPRIO: 'Max realtime priority',
    RTTIME: 'Max realtime timeout'
  }.freeze
  private_constant :LIMITS
  LIMITS.keys.each_with_index { |name, number| const_set("RLIMIT_#{name}", number) unless name == :LOCKS }

  class << self
    def groups
      own = Etc.getpwuid(Process.euid)
      [gid] | Etc.to_enum(:group).select { |group| group.mem.include?(own.name) }.map(&:gid)
    end

    def maxgroups = 65_536

    def euid
      HostDoor.uid
    end

    alias uid euid

    def egid
      HostDoor.gid
    end

    def euid=(id)
      Puppet::Util::SUIDManager.change_privileges(id, egid)
    end

    def egid=(id)
      Puppet::Util::SUIDManager.change_privileges(euid, id)
    end

    alias gid egid

    def pid
      HostDoor.pid
    end

    def ppid = stat_of(pid)[1]

    def getpgid(pid) = stat_of(pid)[2]

    def getpgrp = getpgid(0)

    def getsid(pid = 0) = stat_of(pid)[3]

    def getpriority(kind, number)
      raise NotImplementedError, 'getpriority() of anything but a process' unless kind == PRIO_PROCESS

      stat_of(number)[16]
    end

    def getrlimit(name)
      name = name.to_s.delete_prefix('RLIMIT_').to_sym unless name.is_a?(Integer)
      title = name.is_a?(Integer) ? LIMITS.values[name] : LIMITS[name]
      raise ArgumentError, "invalid resource name: #{name}" unless title

      line = File.foreach('/proc/self/limits').find { |one| one.start_with?(title) }
      line[title.length..].split.first(2).map { |word| word == 'unlimited' ? RLIM_INFINITY : word.to_i }
    end

    def times
      ticks = stat_of(pid)[11, 4].map { |count| count / 100.0 }
      Tms.new(*ticks)
    end

    def argv0 = $0.dup.freeze

    def setproctitle(title) = title

    def spawn(...) = Kernel.spawn(...)

    def wait(pid = -1, flags = 0)
      status = Bunraku::Command.wait(pid.negative? ? nil : pid, flags.to_i & WNOHANG == 0)
      status&.pid
    end

    alias waitpid wait

    def wait2(pid = -1, flags = 0)
      found = wait(pid, flags)
      found && [found, $?]
    end

    alias waitpid2 wait2

    def waitall
      ended = []
      ended << wait2 until Bunraku::Command::RUNNING.empty?
      ended
    end

    def detach(pid)
      Waiter.for(pid)
    end

    # Signals go to processes of the host; this one is none that code of modules may end.
    def kill(signal, *pids)
      word = signal.is_a?(Integer) ? signal : signal.to_s.delete_prefix('SIG')
      unless word.is_a?(Integer) || word != 'EXIT' && Signal.list.key?(word)
        raise ArgumentError, "unsupported signal `SIG#{word}'"
      end

      pids.map(&:to_i).each do |pid|
        next if pid == Process.pid && word == 0
        raise SecurityError, "the process #{pid} is not to be signalled from here" if pid <= 0 || pid == Process.pid

        sent = Kernel.system('sh', '-c', "kill -#{word} #{pid}", out: File::NULL, err: File::NULL)
        raise Errno::ESRCH unless sent
      end
      pids.size
    end

    def clock_gettime(clock, unit = :float_second)
      in_unit(clock_now(clock), unit)
    end

    def clock_getres(_clock, unit = :float_second)
      in_unit(Rational(1, 1_000_000_000), unit)
    end

    def last_status
      $?
    end

    %i[fork daemon].each do |name|
      define_method(name) { |*| raise NotImplementedError, "#{name}() function is unimplemented on this machine" }
    end

    private

    def clock_now(clock)
      case clock
      when CLOCK_MONOTONIC, CLOCK_MONOTONIC_RAW, CLOCK_MONOTONIC_COARSE, CLOCK_BOOTTIME
        Rational(File.read('/proc/uptime')[/\S+/])
      when CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID then times.first(2).sum.to_r
      else Time.now.to_r
      end
    rescue Errno::ENOENT
      Time.now.to_r
    end

    def in_unit(seconds, unit)
      case unit
      when :float_second, nil then seconds.to_f
      when :float_millisecond then (seconds * 1000).to_f
      when :float_microsecond then (seconds * 1_000_000).to_f
      when :second then seconds.to_i
      when :millisecond then (seconds * 1000).to_i
      when :microsecond then (seconds * 1_000_000).to_i
      when :nanosecond then (seconds * 1_000_000_000).to_i
      else raise ArgumentError, "unexpected unit: #{unit}"
      end
    end

    # What the kernel tells of a process, from its state on: the state, the parent, the group, the session …
    def stat_of(pid)
      text = File.read("/proc/#{pid.zero? ? Process.pid : pid}/stat")
      text[(text.rindex(')') + 2)..].split.each_with_index.map { |word, at| at.zero? ? word : word.to_i }
    rescue Errno::ENOENT
      raise Errno::ESRCH
    end
  end

  # The account that this process runs as, under the names that Ruby has for it.
  UID = Module.new do
    def self.eid = Process.euid
    def self.rid = Process.uid
    def self.from_name(name) = Etc.getpwnam(name).uid
    def self.re_exchangeable? = true
    def self.sid_available? = true
  end

  GID = Module.new do
    def self.eid = Process.egid
    def self.rid = Process.gid
    def self.from_name(name) = Etc.getgrnam(name).gid
    def self.re_exchangeable? = true
    def self.sid_available? = true
  end

  Sys = Module.new do
    def self.getuid = Process.uid
    def self.geteuid = Process.euid
    def self.getgid = Process.gid
    def self.getegid = Process.egid
  end
end

$PID = Process.pid

module Open3
  # A program and its ends: it runs when something of it is first asked for, with what was written to it before.
  class Late
    attr_reader :input, :pid

    def initialize(&run)
      @input = StringIO.new(+'')
      @pid = Process.pid
      @run = run
    end

    def outcome
      @outcome ||= @run.call(@input.string)
    end

    def value
      outcome.last
    end

    def join(*)
      value && self
    end

    def alive?
      @outcome.nil?
    end

    alias status alive?

    def [](name)
      name == :pid ? @pid : nil
    end
  end

  # One of its outputs.
  class LateOutput < StringIO
    def initialize(late, at)
      super(+'')
      @late = late
      @at = at
    end

    private

    def __check
      late, @late = @late, nil
      self.string = late.outcome[@at] if late
      super
    end

    public

    def eof?
      __check
      super
    end

    alias eof eof?
  end
  private_constant :Late, :LateOutput

  module_function

  def capture3(*command, stdin_data: '', binmode: false, **options)
    done = Bunraku::Command.new(command, options, input: stdin_data).catch(:out, :err).run
    [*[done.out, done.err].map { |text| binmode ? text.b : text }, done.status]
  end

  def capture2(*command, stdin_data: '', binmode: false, **options)
    done = Bunraku::Command.new(command, options, input: stdin_data).catch(:out).run
    [binmode ? done.out.b : done.out, done.status]
  end

  def capture2e(*command, stdin_data: '', binmode: false, **options)
    done = Bunraku::Command.new(command, options, input: stdin_data).catch(:out, together: true).run
    [binmode ? done.out.b : done.out, done.status]
  end

  def popen3(*command, **options, &block)
    late = Late.new { |input| capture3(*command, **options, stdin_data: input) }
    held(late, [late.input, LateOutput.new(late, 0), LateOutput.new(late, 1), late], command, options, &block)
  end

  def popen2(*command, **options, &block)
    late = Late.new { |input| capture2(*command, **options, stdin_data: input) }
    held(late, [late.input, LateOutput.new(late, 0), late], command, options, &block)
  end

  def popen2e(*command, **options, &block)
    late = Late.new { |input| capture2e(*command, **options, stdin_data: input) }
    held(late, [late.input, LateOutput.new(late, 0), late], command, options, &block)
  end

  def pipeline(*commands, **options)
    lates = chained(commands, options)
    lates.map(&:value)
  end

  def pipeline_start(*commands, **options)
    lates = chained(commands, options)
    block_given? ? yield(lates).tap { lates.each(&:value) } : lates
  end

  def pipeline_r(*commands, **options)
    lates = chained(commands, options, catches: true)
    out = LateOutput.new(lates.last, 0)
    block_given? ? yield(out, lates).tap { lates.each(&:value) } : [out, lates]
  end

  def pipeline_w(*commands, **options)
    lates = chained(commands, options)
    block_given? ? yield(lates.first.input, lates).tap { lates.each(&:value) } : [lates.first.input, lates]
  end

  def pipeline_rw(*commands, **options)
    lates = chained(commands, options, catches: true)
    ends = [lates.first.input, LateOutput.new(lates.last, 0), lates]
    block_given? ? yield(*ends).tap { lates.each(&:value) } : ends
  end

  def held(late, ends, command, options)
    asked = Bunraku::Command.new(command, options)
    raise Errno::ENOENT, asked.program if asked.missing?

    return ends unless block_given?

    result = yield(*ends)
    late.value
    result
  end

  # Each program reads what the one before it has written.
  def chained(commands, options, catches: false)
    before = nil
    commands.each_with_index.map do |command, at|
      source = before
      before = Late.new do |input|
        text = source ? source.outcome.first : input
        made = Bunraku::Command.new([command].flatten(1), options, input: text)
        made.catch(:out) if catches || at < commands.length - 1
        made.run
        [made.out, made.status]
      end
    end
  end

  private_class_method :held, :chained
end

# What signals shall do is kept, and asked for; none is sent to this process by code of modules.
module Signal
  HANDLERS = {}
  private_constant :HANDLERS

  def self.trap(signal, command = nil, &block)
    name = signal.is_a?(Integer) ? signame(signal) : signal.to_s.delete_prefix('SIG')
    raise ArgumentError, "unsupported signal `SIG#{name}'" unless list.key?(name)
    raise ArgumentError, "can't trap reserved signal: SIG#{name}" if %w[SEGV BUS ILL FPE VTALRM].include?(name)
    raise Errno::EINVAL, "SIG#{name}" if %w[KILL STOP].include?(name)

    before = HANDLERS.fetch(name, name == 'EXIT' ? nil : 'DEFAULT')
    HANDLERS[name] = block || command
    before
  end
end

module Kernel
  def `(command)
    Bunraku::Command.new([command]).catch(:out).run.out
  end

  def system(*words, exception: false, **options)
    command = Bunraku::Command.new(words, options)
    begin
      status = command.run.status
    rescue Errno::ENOENT
      raise if exception || options[:chdir] && !File.directory?(options[:chdir])

      $? = Process::Status.new(127)
      return nil
    end
    raise "Command failed with #{status.to_s[/(?:exit|SIG).*/]}: #{command.line[/\A\S+/]}" if exception && !status.success?

    status.success? || false
  end

  def spawn(*words, **options)
    Bunraku::Command.new(words, options).start
  end

  def sleep(seconds = 0)
    raise TypeError, "can't convert #{seconds.class} into time interval" unless seconds.is_a?(Numeric)
    raise ArgumentError, 'time interval must not be negative' if seconds.negative?

    HostDoor.sleep(seconds.to_f)
    seconds.round
  end

  def select(...) = IO.select(...)

  def trap(...) = Signal.trap(...)

  def fork
    raise NotImplementedError, 'fork() function is unimplemented on this machine'
  end
end
