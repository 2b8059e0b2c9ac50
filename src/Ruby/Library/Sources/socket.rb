class SocketError < StandardError; end

class BasicSocket < IO; end

# There is no door to the network: each attempt is refused.
class Socket < BasicSocket
  AF_UNSPEC = 0
  AF_INET = 2
  AF_INET6 = 10

  %i[new getaddrinfo gethostbyname gethostname ip_address_list tcp].each do |name|
    define_singleton_method(name) { |*| raise SecurityError, "the network is not to be reached from here (Socket.#{name})" }
  end
end

class TCPSocket < BasicSocket
  def self.new(*) = raise(SecurityError, 'the network is not to be reached from here (TCPSocket)')

  def self.open(*) = new
end

class UNIXSocket < TCPSocket; end
