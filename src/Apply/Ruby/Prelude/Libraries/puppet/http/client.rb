require 'puppet/http'
