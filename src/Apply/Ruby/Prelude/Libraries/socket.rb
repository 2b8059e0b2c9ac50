class SocketError < StandardError; end

# An address, with the port and the kind of connection it is for.
class Addrinfo
  KINDS = { 1 => 'TCP', 2 => 'UDP', 0 => nil }.freeze
  private_constant :KINDS

  attr_reader :ip_address, :ip_port, :unix_path, :socktype

  def self.tcp(host, port) = new(IPSocket.getaddress(host), Socket.__port(port), 1)

  def self.udp(host, port) = new(IPSocket.getaddress(host), Socket.__port(port), 2)

  def self.ip(host) = new(IPSocket.getaddress(host), 0, 0)

  def self.unix(path) = new(nil, nil, 1, path)

  def self.getaddrinfo(host, port, family = nil, type = nil, *)
    Socket.getaddrinfo(host, port, family, type).map { |row| new(row[3], row[1], row[5]) }
  end

  def initialize(address, port = 0, socktype = 0, path = nil)
    @ip_address = address
    @ip_port = port
    @socktype = socktype
    @unix_path = path
  end

  def ip? = !@ip_address.nil?

  def unix? = !@unix_path.nil?

  def ipv6? = ip? && @ip_address.include?(':')

  def ipv4? = ip? && !ipv6?

  def afamily = unix? ? Socket::AF_UNIX : ipv6? ? Socket::AF_INET6 : Socket::AF_INET
  alias pfamily afamily

  def protocol = { 1 => 6, 2 => 17 }.fetch(@socktype, 0)

  def ipv4_loopback? = ipv4? && @ip_address.start_with?('127.')

  def ipv4_private? = ipv4? && @ip_address.match?(/\A(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/)

  def ipv4_multicast? = ipv4? && @ip_address.to_i.between?(224, 239)

  def ipv6_loopback? = ipv6? && @ip_address == '::1'

  def ipv6_linklocal? = ipv6? && @ip_address.match?(/\Afe[89ab]/i)

  def ipv6_unique_local? = ipv6? && @ip_address.match?(/\Af[cd]/i)

  def ipv6_multicast? = ipv6? && @ip_address.match?(/\Aff/i)

  def ip_unpack = [@ip_address, @ip_port]

  def canonname = nil

  def getnameinfo(*) = [@ip_address, @ip_port.to_s]

  def inspect_sockaddr
    return @unix_path if unix?
    return @ip_address if @ip_port.to_i.zero?

    ipv6? ? "[#{@ip_address}]:#{@ip_port}" : "#{@ip_address}:#{@ip_port}"
  end

  def inspect = "#<Addrinfo: #{[inspect_sockaddr, KINDS[@socktype]].compact.join(' ')}>"
end

# A connection: what was written is sent at once, and what comes is kept until it is read.
class BasicSocket < IO
  def self.do_not_reverse_lookup = true

  def self.do_not_reverse_lookup=(value)
    value
  end

  def write(*texts)
    __open
    texts.sum do |text|
      HostDoor.socket_write(@number, text.to_s)
      text.to_s.bytesize
    end
  end

  def send(text, *) = write(text)

  def sync = true

  def gets(separator = $/, *rest, **options)
    __open
    until (separator && @string.index(separator, @pos)) || !__fill; end
    super
  end

  def read(count = nil, *buffer)
    __open
    until (count && @string.length - @pos >= count) || !__fill; end
    super
  end

  def readpartial(count, *)
    __open
    __fill if @pos >= @string.length
    raise EOFError, 'end of file reached' if @pos >= @string.length

    __taken([count, @string.length - @pos].min)
  end

  alias recv readpartial
  alias sysread readpartial
  alias read_nonblock readpartial

  def getc = eof? ? nil : super

  def eof?
    __fill if @pos >= @string.length
    super
  end

  alias eof eof?

  def close_write
    HostDoor.socket_finish(@number)
    nil
  end

  def shutdown(how = :RDWR)
    close_write if [1, 2, :WR, :RDWR, :SHUT_WR, :SHUT_RDWR].include?(how)
    0
  end

  def close
    HostDoor.socket_close(@number) unless @closed
    @closed = true
    nil
  end

  def setsockopt(*) = 0

  def remote_address = @remote

  private

  def __begin(address, port, patience = nil)
    @number = HostDoor.socket_open(address, port, patience)
    @string = (+'').b
    @pos = @lineno = 0
    @closed = false
    @remote = port ? Addrinfo.new(address, port, 1) : Addrinfo.unix(address)
    self
  end

  def __fill
    text = HostDoor.socket_read(@number)
    text && @string << text
  end
end

class IPSocket < BasicSocket
  def self.getaddress(host)
    return host if host.match?(/\A(\d+\.){3}\d+\z/) || host.include?(':')

    found = HostDoor.addresses(host)
    found.find { |one| !one.include?(':') } || found.first
  end

  def peeraddr(*) = [@remote.ipv6? ? 'AF_INET6' : 'AF_INET', @remote.ip_port, @remote.ip_address, @remote.ip_address]
end

class TCPSocket < IPSocket
  def self.open(*arguments, **options)
    made = new(*arguments, **options)
    return made unless block_given?

    begin
      yield made
    ensure
      made.close
    end
  end

  def self.gethostbyname(host) = [host, [], Socket::AF_INET, IPSocket.getaddress(host)]

  def initialize(host, port, *, connect_timeout: nil, **)
    __begin(IPSocket.getaddress(host), Socket.__port(port), connect_timeout)
  rescue SystemCallError => e
    raise e.class, "connect(2) for #{host.inspect} port #{port}"
  end
end

class UNIXSocket < BasicSocket
  attr_reader :path

  def self.open(path)
    made = new(path)
    return made unless block_given?

    begin
      yield made
    ensure
      made.close
    end
  end

  def initialize(path)
    raise Errno::ENOENT, "connect(2) for #{path}" unless File.exist?(path)

    __begin(File.realpath(path), nil)
  rescue SystemCallError => e
    raise e.class, "connect(2) for #{path}"
  end
end

# Nobody is let in: code of a run waits for no others.
%w[TCPServer UNIXServer UDPSocket].each do |name|
  made = Class.new(name == 'UNIXServer' ? UNIXSocket : name == 'TCPServer' ? TCPSocket : IPSocket) do
    define_method(:initialize) do |*|
      raise SecurityError, "the network is not to be reached from here (#{name})"
    end
  end
  Object.const_set(name, made)
end

class Socket < BasicSocket
  AF_UNSPEC = PF_UNSPEC = 0
  AF_UNIX = PF_UNIX = AF_LOCAL = PF_LOCAL = 1
  AF_INET = PF_INET = 2
  AF_INET6 = PF_INET6 = 10
  AF_PACKET = PF_PACKET = 17
  SOCK_STREAM = 1
  SOCK_DGRAM = 2
  SOCK_RAW = 3
  IPPROTO_IP = 0
  IPPROTO_TCP = 6
  IPPROTO_UDP = 17
  SOL_SOCKET = 1
  SO_REUSEADDR = 2
  SO_KEEPALIVE = 9
  TCP_NODELAY = 1
  SHUT_RD = 0
  SHUT_WR = 1
  SHUT_RDWR = 2
  SOMAXCONN = 4096
  NI_NUMERICHOST = 1
  INADDR_ANY = 0
  INADDR_LOOPBACK = 0x7F000001

  class ResolutionError < SocketError; end

  # One address of an interface.
  Ifaddr = Struct.new(:name, :ifindex, :addr, :netmask, :broadaddr, :flags) do
    def inspect = "#<Socket::Ifaddr #{name} #{addr&.inspect_sockaddr}>"
  end

  class << self
    # What the kernel says, or the file that an image has it in.
    def gethostname
      path = %w[/proc/sys/kernel/hostname /etc/hostname].find { |one| File.exist?(one) }
      path ? File.read(path).strip : 'localhost'
    end

    def getifaddrs
      interfaces = (Facter.value('networking') || {})['interfaces'] || {}
      interfaces.each_with_index.flat_map do |(name, known), at|
        (known['bindings'] || []).chain(known['bindings6'] || []).map do |one|
          address, mask = one.values_at('address', 'netmask').map { |text| text && Addrinfo.new(text) }
          Ifaddr.new(name, at + 1, address, mask, nil, name == 'lo' ? 73 : 4163)
        end
      end
    end

    def ip_address_list = getifaddrs.map(&:addr)

    def getservbyname(name, protocol = 'tcp')
      found = services.find { |row| row[2] == protocol && (row[0] == name || row[3..].include?(name)) }
      raise SocketError, "no such service #{name}/#{protocol}" unless found

      found[1]
    end

    def getservbyport(port, protocol = 'tcp')
      found = services.find { |row| row[1] == port && row[2] == protocol }
      raise SocketError, "no such service for port #{port}/#{protocol}" unless found

      found[0]
    end

    def gethostbyname(host)
      address = IPSocket.getaddress(host)
      family = address.include?(':') ? AF_INET6 : AF_INET
      [host, [], family, IPAddr.new(address).hton]
    end

    def getaddrinfo(host, port, family = nil, type = nil, *)
      numbers = host.match?(/\A[\d.]+\z/) || host.include?(':') ? [host] : HostDoor.addresses(host)
      wanted = { AF_INET => AF_INET, AF_INET6 => AF_INET6, INET: AF_INET, INET6: AF_INET6, 'AF_INET' => AF_INET }[family]
      kinds = { STREAM: [1], DGRAM: [2], SOCK_STREAM => [1], SOCK_DGRAM => [2] }.fetch(type, [1, 2, 3])
      numbers.flat_map do |one|
        own = one.include?(':') ? AF_INET6 : AF_INET
        next [] if wanted && wanted != own

        kinds.map do |kind|
          [own == AF_INET ? 'AF_INET' : 'AF_INET6', __port(port), one, one, own, kind, { 1 => 6, 2 => 17 }.fetch(kind, 0)]
        end
      end
    end

    def tcp(host, port, *, connect_timeout: nil, **)
      made = allocate.__send__(:__begin, IPSocket.getaddress(host), __port(port), connect_timeout)
      return made unless block_given?

      begin
        yield made
      ensure
        made.close
      end
    rescue SystemCallError => e
      raise e if made

      raise e.class, "connect(2) for #{host}:#{port}"
    end

    def unix(path, &block) = UNIXSocket.open(path, &block)

    def __port(port)
      return port.to_i if port.nil? || port.is_a?(Integer) || port.to_s.match?(/\A\d+\z/)

      getservbyname(port.to_s)
    end

    private

    def services
      File.foreach('/etc/services').filter_map do |line|
        words = line.sub(/#.*/, '').split
        next unless words.length > 1

        number, protocol = words[1].split('/')
        [words[0], number.to_i, protocol, *words[2..]]
      end
    end
  end

  def initialize(*)
    raise SecurityError, 'the network is not to be reached from here (Socket.new)'
  end
end
