require 'openssl'
