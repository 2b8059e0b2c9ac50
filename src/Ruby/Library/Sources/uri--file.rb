require 'uri'
