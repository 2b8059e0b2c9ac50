require 'securerandom'
