# Property lists of another system: code may ask for them, and is told that nothing reads them here.
module Puppet::Util::Plist
  class FormatError < RuntimeError; end

  class << self
    def parse_plist(_text, path = '')
      raise Puppet::Error, "Could not read the property list #{path}: nothing reads property lists here".squeeze(' ')
    end

    def read_plist_file(path)
      parse_plist(File.read(path), path)
    end

    def write_plist_file(_plist, path, _format = 'xml')
      raise Puppet::Error, "Could not write the property list #{path}: nothing writes property lists here"
    end
  end
end
