require 'net/http'

module Net
  class FTP
    def self.new(*) = raise(SecurityError, 'the network is not to be reached from here (Net::FTP)')

    def self.open(*) = new
  end
end
