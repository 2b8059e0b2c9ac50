class SocketError < StandardError; end

class BasicSocket < IO; end

# There is no door to the network: each attempt is refused.
class Socket < BasicSocket
  AF_UNSPEC = 0
  AF_INET = 2
  AF_INET6 = 10

  %i[new getaddrinfo gethostbyname getifaddrs getservbyname getservbyport ip_address_list tcp unix].each do |name|
    define_singleton_method(name) { |*| raise SecurityError, "the network is not to be reached from here (Socket.#{name})" }
  end

  # What the kernel says, or the file that an image has it in: for those who may read these.
  def self.gethostname
    path = %w[/proc/sys/kernel/hostname /etc/hostname].find { |one| File.exist?(one) }
    path ? File.read(path).strip : raise(SecurityError, 'the machine is not to be asked from here (Socket.gethostname)')
  end
end

class TCPSocket < BasicSocket
  def self.new(*) = raise(SecurityError, 'the network is not to be reached from here (TCPSocket)')

  def self.open(*) = new
end

class UNIXSocket < TCPSocket; end
class UDPSocket < TCPSocket; end
class TCPServer < TCPSocket; end
class UNIXServer < TCPSocket; end

class IPSocket < BasicSocket
  def self.getaddress(*) = raise(SecurityError, 'the network is not to be reached from here (IPSocket.getaddress)')
end
