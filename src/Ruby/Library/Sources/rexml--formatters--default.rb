require 'rexml/document'
