class Date
  # Days as numbers, counted from noon at Greenwich on the first day of -4712 (Julian), and back.
  module Calendar
    # The letter of an era, the year before its first, and the first day.
    ERAS = [['M', 1867, 2_405_160], ['T', 1911, 2_419_614], ['S', 1925, 2_424_875], ['H', 1988, 2_447_535], ['R', 2018, 2_458_605]].freeze

    # What belongs together, in the order in which the largest part comes first.
    SETS = [
      [:time, %i[hour min sec]],
      [nil, %i[jd hour min sec]],
      [:ordinal, %i[year yday hour min sec]],
      [:civil, %i[year mon mday hour min sec]],
      [:wday, %i[wday hour min sec]],
      [:commercial, %i[cwyear cweek cwday wday hour min sec]],
      [:wnum0, %i[year wnum0 wday hour min sec]],
      [:wnum1, %i[year wnum1 wday hour min sec]],
      [nil, %i[cwyear cweek wday hour min sec]],
      [nil, %i[year wnum0 cwday hour min sec]],
      [nil, %i[year wnum1 cwday hour min sec]]
    ].freeze

    class << self
      def number(year, month, day, start = ITALY)
        before = (14 - month) / 12
        y = year + 4800 - before
        days = day + (153 * (month + 12 * before - 3) + 2) / 5 + 365 * y + y / 4
        gregorian = days - y / 100 + y / 400 - 32_045
        gregorian < start ? days - 32_083 : gregorian
      end

      # Year, month and day of a number.
      def of(jd, start)
        if jd < start
          century, days = 0, jd + 32_082
        else
          century = (4 * (jd + 32_044) + 3) / 146_097
          days = jd + 32_044 - 146_097 * century / 4
        end
        years = (4 * days + 3) / 1461
        rest = days - 1461 * years / 4
        months = (5 * rest + 2) / 153
        [100 * century + years - 4800 + months / 10, months + 3 - 12 * (months / 10), rest - (153 * months + 2) / 5 + 1]
      end

      def civil(year, month, day, start)
        month += 13 if month < 0
        return unless month.between?(1, 12)
        if day < 0
          following = month == 12 ? [year + 1, 1] : [year, month + 1]
          jd = number(*following, 1, start) + day
          return of(jd, start)[0, 2] == [year, month] ? jd : nil
        end
        jd = number(year, month, day, start)
        of(jd, start) == [year, month, day] ? jd : nil
      end

      def first(year, start) = (1..31).each { |day| (jd = civil(year, 1, day, start)) && (return jd) }

      def ordinal(year, day, start)
        jd = day < 0 ? first(year + 1, start) + day : first(year, start) + day - 1
        day != 0 && of(jd, start)[0] == year ? jd : nil
      end

      def monday(year, start)
        fourth = first(year, start) + 3
        fourth - fourth % 7
      end

      def commercial(year, week, day, start)
        day += 8 if day < 0
        week = week_of(monday(year + 1, start) + week * 7, start)[1] if week < 0
        jd = monday(year, start) + (week - 1) * 7 + day - 1
        week_of(jd, start) == [year, week, day] ? jd : nil
      end

      def week_of(jd, start)
        year = of(jd - 3, start)[0]
        year += 1 if jd >= monday(year + 1, start)
        [year, (jd - monday(year, start)) / 7 + 1, jd % 7 + 1]
      end

      # The day by its year, the week counted from the first Sunday (0) or Monday (1), and the day in it.
      def weekly(year, week, day, from, start)
        sixth = first(year, start) + 6
        sixth - (sixth - from + 1) % 7 - 7 + 7 * week + day
      end

      def seconds(hour, minute, second)
        return unless hour.between?(0, 24) && minute.between?(0, 59) && second.between?(0, 59) && (hour < 24 || minute + second == 0)
        hour * 3600 + minute * 60 + second
      end

      # Fills in what a text left out: larger parts are today's, smaller ones the first.
      def complete(parts, timed)
        if (seconds = parts[:seconds])
          seconds += parts[:offset] if parts[:offset]
          days, rest = seconds.divmod(DAY)
          hour, rest = rest.divmod(3600)
          minute, rest = rest.divmod(60)
          second, fraction = rest.divmod(1)
          return parts.merge(jd: 2_440_588 + days, hour: hour, min: minute, sec: second, sec_fraction: fraction)
        end
        kind, names = SETS.max_by.with_index { |(_, names), at| [names.count { |name| parts[name] }, -at] }
        found = names.count { |name| parts[name] }
        return parts if found == 0 || kind.nil? || found == names.size && kind != :wday
        fill(kind, names, parts.dup, timed)
      end

      def fill(kind, names, parts, timed)
        today = Date.today
        case kind
        when :wday then parts[:jd] = today.jd - today.wday + parts[:wday]
        when :time then parts[:jd] = today.jd if timed
        else
          names.each do |name|
            break if parts[name]
            parts[name] = today.__send__(name) if today.respond_to?(name)
          end
          { ordinal: { yday: 1 }, civil: { mon: 1, mday: 1 }, commercial: { cweek: 1, cwday: 1 }, wnum0: { wnum0: 0, wday: 0 }, wnum1: { wnum1: 0, wday: 1 } }[kind].each do |name, value|
            parts[name] ||= value unless name == :cwday && parts[:wday]
          end
        end
        parts
      end

      def jd_of(parts, start)
        year = parts[:year]
        return parts[:jd] if parts[:jd]
        if parts[:yday] && year && (found = ordinal(year, parts[:yday], start)) then return found end
        if parts[:mday] && parts[:mon] && year && (found = civil(year, parts[:mon], parts[:mday], start)) then return found end
        wday = parts[:cwday] || (parts[:wday] == 0 ? 7 : parts[:wday])
        if wday && parts[:cweek] && parts[:cwyear] && (found = commercial(parts[:cwyear], parts[:cweek], wday, start)) then return found end
        sunday = parts[:wday] || (parts[:cwday] == 7 ? 0 : parts[:cwday])
        return weekly(year, parts[:wnum0], sunday, 0, start) if sunday && parts[:wnum0] && year
        weekly(year, parts[:wnum1], (wday - 1) % 7, 1, start) if wday && parts[:wnum1] && year
      end
    end
  end
end
