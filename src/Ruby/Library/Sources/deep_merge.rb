# The gem that modules merge hashes with: what stands in the source goes over what is there.
module DeepMerge
  class InvalidParameter < StandardError; end

  DEFAULT_FIELD_KNOCKOUT_PREFIX = '--'.freeze

  class << self
    def deep_merge!(source, dest, options = {})
      prefix = options[:knockout_prefix]
      raise InvalidParameter, 'knockout_prefix cannot be an empty string in deep_merge!' if prefix == ''
      if prefix && options[:preserve_unmergeables]
        raise InvalidParameter, 'overwrite_unmergeables must be true if knockout_prefix is specified in deep_merge!'
      end

      merge(source, dest, options)
    end

    private

    def merge(source, dest, options)
      return dest if source.nil? && !options[:merge_nil_values]
      return source if !dest && source

      case source
      when Hash then merge_hash(source, dest, options)
      when Array then merge_array(source, dest, options)
      else
        return dest.push(source) if dest.is_a?(Array) && options[:extend_existing_arrays]

        overwritten(source, dest, options)
      end
    end

    def merge_hash(source, dest, options)
      unless dest.is_a?(Hash)
        return dest.push(source) if dest.is_a?(Array) && options[:extend_existing_arrays]

        return overwritten(source, dest, options)
      end
      source.each do |key, value|
        if dest[key]
          dest[key] = merge(value, dest[key], options)
        elsif !dest.key?(key) || !value.nil? || options[:merge_nil_values]
          dest[key] = fresh(value, options)
        end
      end
      dest
    end

    # What is new is taken without what it knocks out.
    def fresh(value, options)
      copy = value.is_a?(Hash) || value.is_a?(Array) ? value.dup : value
      return copy unless options[:knockout_prefix]

      case copy
      when Hash then merge_hash(value, {}, options)
      when Array then merge_array(value, [], options)
      else copy
      end
    end

    def merge_array(source, dest, options)
      return source if options[:overwrite_arrays]

      unpack = options[:unpack_arrays]
      source = source.join(unpack).split(unpack) if unpack
      return overwritten(source, dest, options) unless dest.is_a?(Array)

      dest = dest.join(unpack).split(unpack) if unpack
      source, dest = knocked_out(source, dest, options[:knockout_prefix]) if options[:knockout_prefix]
      dest = joined(source, dest, options)
      options[:sort_merged_arrays] ? dest.sort : dest
    end

    def joined(source, dest, options)
      if options[:merge_hash_arrays] && source.first.is_a?(Hash) && dest.all?(Hash)
        pairs = dest.zip(source).map { |one, other| other ? merge(other, one, options) : one }
        return pairs + source.drop(dest.length)
      end
      options[:keep_array_duplicates] ? dest.concat(source) : dest | source
    end

    def knocked_out(source, dest, prefix)
      return [source - [prefix], []] if source.include?(prefix)

      out, kept = source.partition { |item| item.is_a?(String) && item.start_with?(prefix) }
      names = out.map { |item| item.delete_prefix(prefix) }
      [kept, dest - names - out]
    end

    def overwritten(source, dest, options)
      return dest if options[:preserve_unmergeables]

      prefix = options[:knockout_prefix]
      return source unless prefix && source.is_a?(String) && source.start_with?(prefix)

      name = source.delete_prefix(prefix)
      name == dest || name.empty? ? '' : name
    end
  end
end

# As the gem has it, both change the hash itself: `deep_merge` leaves alone what cannot be merged.
class Hash
  def deep_merge!(source, options = {})
    DeepMerge.deep_merge!(source, self, { preserve_unmergeables: false }.merge(options))
  end

  def deep_merge(source, options = {})
    DeepMerge.deep_merge!(source, self, { preserve_unmergeables: true }.merge(options))
  end

  def ko_deep_merge!(source, options = {})
    deep_merge!(source, { knockout_prefix: DeepMerge::DEFAULT_FIELD_KNOCKOUT_PREFIX }.merge(options))
  end
end
